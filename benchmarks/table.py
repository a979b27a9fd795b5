"""A table of figures, and the machine that they were measured on."""

import math
import platform
from collections.abc import Sequence
from pathlib import Path


def machine() -> str:
    """Python, the processor's model as the system names it, and the system."""
    return f"Python {platform.python_version()} on {_cpu()}, {platform.system()}"


def table(headings: Sequence[str], rows: Sequence[Sequence[str | float]]) -> str:
    """Aligned columns under headings; numbers to the right, to three significant digits."""
    cells = [list(headings)]
    cells += [[one if isinstance(one, str) else number(one) for one in row] for row in rows]
    columns = list(zip(*cells, strict=True))
    widths = [max(len(cell) for cell in column) for column in columns]
    figures = [any(isinstance(row[at], float | int) for row in rows) for at in range(len(columns))]
    return "\n".join(
        "  ".join(
            f"{cell:>{width}}" if is_figure else f"{cell:<{width}}"
            for cell, width, is_figure in zip(line, widths, figures, strict=True)
        ).rstrip()
        for line in cells
    )


def number(value: float) -> str:
    """Three significant digits, thousands apart."""
    if math.isnan(value):
        return "none"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(models)} x {models[0]}" if models else platform.processor() or platform.machine()
