"""The figures that have a target beside another build's, of this build alone.

A share of the other build's figure is to be read in ``make bench-against``.
"""

from benchmarks.against.builds import BuildError, this_build
from benchmarks.against.comparison import figures


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target; one measurement each, NaN where it fails."""
    rows = []
    build = this_build()
    for figure in figures():
        try:
            value = figure.measure(build)
        except BuildError as error:
            rows.append((figure.name, float("nan"), figure.unit, str(error)))
        else:
            rows.append((figure.name, value, figure.unit, figure.target_text))
    return rows
