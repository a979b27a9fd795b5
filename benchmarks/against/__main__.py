"""Prints every figure, or those named, of this build and of another beside the targets."""

import argparse
import sys
from collections.abc import Sequence

from benchmarks.against.builds import BuildError, installed, this_build
from benchmarks.against.comparison import HEADINGS, compared, figures
from benchmarks.against.figure import BASE
from benchmarks.table import machine, table


def main(words: Sequence[str]) -> int:
    """Measure, and print the table.

    Returns:
        The exit status: 0; 1 if this build could not be measured or is worse than ``--worse``
        allows; 2 if the revision cannot be installed or no figure has such a name.
    """
    options = _options(words)
    chosen = figures(options.figure)
    if not chosen:
        names = ", ".join(one.name for one in figures())
        print(f"no figure has one of these words in its name; there are: {names}", file=sys.stderr)
        return 2
    ours = this_build()
    try:
        theirs = installed(options.revision)
    except BuildError as error:
        print(f"{options.revision} cannot be installed: {error}", file=sys.stderr)
        return 2
    found = []
    for one in compared(chosen, ours, theirs):
        found.append(one)
        print(f"{len(found)} of {len(chosen)}: {one.figure.name}", file=sys.stderr, flush=True)
    print(machine())
    print(f"ours: this tree; theirs: {options.revision}")
    print(table(HEADINGS, [one.row for one in found]))
    failed = any(one.ours is None for one in found)
    for one in found:
        for failure in one.failures:
            print(failure)
        if options.worse is not None and one.is_worse(options.worse):
            print(f"worse by more than {options.worse:g} %: {one.figure.name}")
            failed = True
    return 1 if failed else 0


def _options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.against", description=__doc__)
    parser.add_argument("revision", nargs="?", default=BASE, help="the build to compare with")
    parser.add_argument("figure", nargs="*", help="words in the names of figures; none for all")
    parser.add_argument(
        "--worse", type=float, metavar="PERCENT", help="fail if one is worse by more"
    )
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
