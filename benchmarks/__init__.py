"""Measurements for ``make bench``.

Each module ``bench_NAME.py`` has ``run() -> list[tuple[str, float, str, str]]``: rows of label,
value, unit and target. A ratio compares two figures of the same run, so that it holds on any
machine; an absolute figure is to be read with the machine that the table names.
"""
