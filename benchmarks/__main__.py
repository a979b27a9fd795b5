"""Runs every benchmark, or those named, and prints one table."""

import importlib
import pkgutil
import sys
from collections.abc import Sequence

import benchmarks
from benchmarks.table import machine, table

Row = tuple[str, float, str, str]
HEADINGS = ("benchmark", "measured", "", "target")


def main(wanted: Sequence[str]) -> int:
    """Run the benchmarks and print their table.

    Args:
        wanted: Names of benchmarks without ``bench_``; empty for all.

    Returns:
        The exit status: 0, 1 if a benchmark failed, 2 if a name is unknown.
    """
    known = [
        module.name.removeprefix("bench_")
        for module in pkgutil.iter_modules(benchmarks.__path__)
        if module.name.startswith("bench_")
    ]
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    failures: list[str] = []
    for name in wanted or known:
        try:
            rows += importlib.import_module(f"benchmarks.bench_{name}").run()
        except Exception as error:  # noqa: BLE001 - one benchmark's failure must not hide the others
            reason = " ".join(str(error).split())
            failures.append(f"{name} failed: {type(error).__name__}: {reason}")
    print(machine())
    print(table(HEADINGS, rows))
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
