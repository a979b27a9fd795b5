"""Lets ``python -m runwalk_tui`` do what the ``runwalk`` command does."""

from runwalk_tui.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
