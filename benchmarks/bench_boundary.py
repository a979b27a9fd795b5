"""Time from a step's boundary to the write of its target.

With the run screen on and a machine that behaves, in real time; then without it under every
behaviour there is, in virtual time and the processor's.
"""

import asyncio

from benchmarks.boundaries import lateness_s
from benchmarks.common import percentile
from benchmarks.lateness import Lateness, every_lateness
from benchmarks.screens import session_screen
from runwalk_tui.session.garbage import loaded_for_good

_HANDSHAKE_MS = 1.0
"""A write that waited for so long, in virtual time, waited for its machine."""


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target."""
    late_ms = lateness_ms()
    every = every_lateness()
    own = [ms for one in every if one.waited_ms < _HANDSHAKE_MS for ms in one.late_ms]
    quick = [one for one in every if one.waited_ms < _HANDSHAKE_MS]
    return [
        ("Boundary to control-point write, p50", percentile(late_ms, 50), "ms", ""),
        ("Boundary to control-point write, p99", percentile(late_ms, 99), "ms", "p99 <= 10 ms"),
        (
            f"  under {len(quick)} behaviours, p99",
            percentile(sorted(own), 99),
            "ms",
            "p99 <= 10 ms",
        ),
        *(
            (f"  longest under {one.behaviour}", one.longest_ms, _unit(one), _remark(one))
            for one in every
            if one not in quick
        ),
    ]


def lateness_ms() -> list[float]:
    """From each boundary to its write, with the run screen on, ascending."""
    with loaded_for_good():
        return sorted(1000 * late_s for late_s in asyncio.run(lateness_s(session_screen)))


def _unit(one: Lateness) -> str:
    return "ms" if one.late_ms else ""


def _remark(one: Lateness) -> str:
    if not one.boundaries:
        return "no write: no workout begins"
    if not one.late_ms:
        return "no write: it takes no commands"
    return f"{len(one.late_ms)} of {one.boundaries} written; waits {one.waited_ms:.0f} ms"


if __name__ == "__main__":
    for label, value, unit, target in run():
        print(f"{label:40} {value:8.2f} {unit:4} {target}")
