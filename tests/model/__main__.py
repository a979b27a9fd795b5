"""Explores deeply and tells what was found: `python -m tests.model [DEPTH]`."""

import sys

from tests.model.alphabet import ALPHABET
from tests.model.explore import explore

DEPTH = 3
"""Half a minute; each letter more takes twenty times as long, and the memory for it."""


def main() -> int:
    """Returns 0 where no rule is broken."""
    found = explore(int(sys.argv[1]) if len(sys.argv) > 1 else DEPTH)
    print(
        f"{found.states:,} states, {found.steps:,} steps of {len(ALPHABET)} letters, "
        f"to a depth of {found.depth}; phases: {', '.join(sorted(found.phases))}"
    )
    for fault in found.faults.values():
        print(fault)
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
