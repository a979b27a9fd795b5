"""Find what keeps this machine from running a workout, and its remedy.

Each probe is a small function of the facts that it judges, so that facts of other machines can be
put before it; `examination` gathers those of this one.
"""

from runwalk_tui.doctor.examination import examine
from runwalk_tui.doctor.finding import Finding, Level

__all__ = ["Finding", "Level", "examine"]
