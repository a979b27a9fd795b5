"""Runs every benchmark, or those named, and prints one table."""

import importlib
import math
import pkgutil
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import benchmarks

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
    print(f"Python {platform.python_version()} on {_cpu()}, {platform.system()}")
    print(_table(rows))
    for failure in failures:
        print(failure)
    return 1 if failures else 0


def _cpu() -> str:
    """The processor's model as the system names it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(models)} x {models[0]}" if models else platform.processor() or platform.machine()


def _table(rows: Sequence[Row]) -> str:
    """Aligned columns under headings; numbers to the right, to three significant digits."""
    cells = [HEADINGS]
    cells += [(label, _number(value), unit, target) for label, value, unit, target in rows]
    label_width, value_width, unit_width, _ = (
        max(len(cell) for cell in column) for column in zip(*cells, strict=True)
    )
    return "\n".join(
        f"{label:<{label_width}}  {value:>{value_width}} {unit:<{unit_width}}  {target}".rstrip()
        for label, value, unit, target in cells
    )


def _number(value: float) -> str:
    if math.isnan(value):
        return "none"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
