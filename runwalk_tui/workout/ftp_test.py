"""Watch a test of functional threshold power (FTP) while it is ridden, and say what it gives.

Two tests. In the ramp the power rises each minute until the rider cannot follow: 75 % of the best
minute (the convention of Zwift and TrainerRoad). In the other one rides as hard as can be kept for
20 minutes, against a resistance: 95 % of the mean (Allen and Coggan, "Training and Racing with a
Power Meter"). Both estimate the power of an hour, and a rider who can sprint is flattered by the
first.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from runwalk_tui.workout.events import BeltReading
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.plan import FtpTest, Plan
from runwalk_tui.workout.session import Phase, Session

RAMP_SHARE: Final = 0.75
TWENTY_SHARE: Final = 0.95
MINUTE_S: Final = 60.0
WHOLE_SHARE: Final = 0.95
"""The 20 minutes count once so much of them was ridden."""
LEAST_FTP_W, MOST_FTP_W = 30, 600
LONGEST_GAP_S: Final = 3.0
"""A power holds no longer than this without another one."""
FAILING_RPM: Final = 50.0
FAILING_SHARE: Final = 0.7
FAILING_S: Final = 8.0
"""A rider below this cadence, or this share of the power, for so long cannot follow any more."""


def fold_ftp(session: Session, reading: BeltReading) -> Session:
    """Take a power of a test's step into account."""
    step, power_w, t = session.plan_step, reading.power_w, reading.t
    if step is None or step.ftp_test is None or session.phase is not Phase.RUNNING:
        return session
    trail = session.ftp
    is_gap = trail.read_at is None or t - trail.read_at > LONGEST_GAP_S
    if _falls_short(session, reading):
        since = t if trail.failing_since is None or is_gap else trail.failing_since
        trail = replace(trail, failing_since=since)
    elif power_w is not None:
        trail = replace(trail, failing_since=None)
    if power_w is not None:
        kept = tuple(one for one in trail.samples if t - one[0] <= MINUTE_S)
        samples = (*kept, (t, power_w))
        lapse_s = 0.0 if trail.read_at is None else min(LONGEST_GAP_S, t - trail.read_at)
        trail = replace(
            trail,
            samples=samples,
            best_minute_w=max(trail.best_minute_w, _mean_w(samples)),
            joules=trail.joules + lapse_s * power_w,
            seconds=trail.seconds + lapse_s,
            read_at=t,
        )
    return replace(session, ftp=trail)


def _falls_short(session: Session, reading: BeltReading) -> bool:
    """Return True if the rider is slower, or gives less, than the ramp wants."""
    asked_w, power_w, rpm = session.brake.asked_w, reading.power_w, reading.cadence_rpm
    is_slow = rpm is not None and rpm < FAILING_RPM
    return is_slow or (
        asked_w is not None and power_w is not None and power_w < FAILING_SHARE * asked_w
    )


def has_failed(session: Session, t: float) -> bool:
    """Return True if the rider of a ramp cannot follow it any more."""
    step, since = session.plan_step, session.ftp.failing_since
    is_ramp = step is not None and step.ftp_test is FtpTest.RAMP
    return is_ramp and since is not None and t - since >= FAILING_S


def after_test(plan: Plan, index: int) -> int | None:
    """The first step behind the test that step ``index`` is of; None where there is none."""
    steps = range(index + 1, len(plan.steps))
    return next((at for at in steps if plan.steps[at].ftp_test is None), None)


def ftp_by_test(session: Session) -> int | None:
    """The FTP that the test of this session gives, in whole watts; None without one."""
    plan, trail = session.plan, session.ftp
    steps = () if plan is None else tuple(step for step in plan.steps if step.ftp_test)
    if not steps:
        return None
    if steps[0].ftp_test is FtpTest.RAMP:
        return _possible(RAMP_SHARE * trail.best_minute_w)
    planned_s = sum(step.planned_s for step in steps)
    if trail.seconds < WHOLE_SHARE * planned_s:
        return None
    return _possible(TWENTY_SHARE * trail.joules / trail.seconds)


def _possible(ftp_w: float) -> int | None:
    """Return the FTP in whole watts; None beyond the range of a profile, which no rider reaches."""
    return round(ftp_w) if LEAST_FTP_W <= round(ftp_w) <= MOST_FTP_W else None


def _mean_w(samples: Sequence[tuple[float, float]]) -> float:
    """Mean over a minute of readings, each of which holds until the next; 0 before there is one."""
    span_s = samples[-1][0] - samples[0][0]
    if span_s < MINUTE_S - LONGEST_GAP_S:
        return 0.0
    return sum((later[0] - one[0]) * one[1] for one, later in pairwise(samples)) / span_s
