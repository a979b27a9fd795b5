"""Decides when a target is given to a trainer's brake, let go, and taken up again: pure.

A target is a power in watts, or a resistance on the machine's own scale.

A trainer that keeps a power constant makes the pedals heavier the slower they turn: a rider who
falls behind is brought to a standstill ("spiral of death", asked about in the projects Auuki,
GoldenCheetah, QDomyos-Zwift and Zwift). So below a cadence the target is let go, down to an easy
power; once the rider turns the pedals again it comes back in a ramp. A change of the target itself
is a ramp too, never of more than the rider's limit at once.
"""

from dataclasses import dataclass
from typing import Final

LET_GO_RPM: Final = 50.0
"""Below this cadence the target is let go."""
FALLING_RPM: Final = 70.0
AHEAD_S: Final = 1.5
"""Below the one, a cadence that will be there within so long by how it falls is let go already."""
SAGGING_SHARE: Final = 0.95
SAGGING_RPM_S: Final = 0.5
"""A rise waits while the cadence is below this share of the rider's own and falls so fast."""
LOW_SHARE: Final = 0.9
"""Or while it is below this share of it."""
OWN_S: Final = 20.0
"""The rider's own cadence is a mean over some such time."""
RECOVERED_RPM: Final = 65.0
RECOVERED_S: Final = 3.0
"""The target comes back after so long at or above this cadence."""
EASY_W: Final = 40.0
"""Power asked for while the trainer is released, unless the target is less, in watts."""
RAMP_S: Final = 6.0
"""A target that comes back is reached in so long, in twice as long each time it is let go anew."""
LONGEST_RAMP_S: Final = 48.0
CALM_S: Final = 60.0
"""Held for so long, a target counts as kept: the next time begins with the short ramp."""
PERIOD_S: Final = 1.0
"""Targets are changed at most so often: a trainer needs its time."""
DEFAULT_STEP_W: Final = 30.0


@dataclass
class ErgGovernor:
    """Decides each second what is asked of the brake, in the unit of the target.

    Args:
        largest_step: The most that one write may add; what is less may be asked at once.
        easy: Asked for while the target is let go, unless the target is less.

    Attributes:
        target: What the workout wants; None lets the brake go altogether.
        let_go: The target is let go because of the cadence.
    """

    largest_step: float = DEFAULT_STEP_W
    easy: float = EASY_W
    target: float | None = None
    let_go: bool = False
    _asked: float | None = None
    _rpm: float | None = None
    _rpm_at: float = 0.0
    _own_rpm: float | None = None
    _sags: bool = False
    _recovered_at: float | None = None
    _ramp_a_second: float | None = None
    _ramp_s: float = RAMP_S
    _back_at: float | None = None

    def aim(self, target: float | None) -> None:
        """The workout wants this, or nothing."""
        self.target = target
        if target is None:
            self.forget()

    def forget(self) -> None:
        """Nothing that was asked is in force: after a pause, a stop or a lost link."""
        self._asked = None
        self._ramp_a_second = None
        self._recovered_at = None
        self.let_go = False

    def next(self, now_s: float, cadence_rpm: float | None) -> float | None:
        """The target to ask for now; None where nothing changes.

        Args:
            now_s: Time, called about once a second.
            cadence_rpm: Measured; None where the trainer tells none, and then nothing is let go.
        """
        self._watch(now_s, cadence_rpm)
        if self.target is None:
            return None
        wanted = min(self.target, self.easy) if self.let_go else self.target
        if self._asked is None and cadence_rpm is not None and cadence_rpm < LET_GO_RPM:
            return None  # nobody pedals yet: a target asked now would hold the pedals fast
        if self._asked is None:
            first = min(wanted, max(self.easy, self.largest_step))
            return self._ask(first)
        if wanted <= self._asked:
            return self._ask(wanted)
        if self._sags:
            return None
        step = self.largest_step
        if self._ramp_a_second is not None:
            step = min(step, self._ramp_a_second * PERIOD_S)
        return self._ask(min(wanted, self._asked + step))

    def _ask(self, value: float) -> float | None:
        if value == self.target and not self.let_go:
            self._ramp_a_second = None
        if value == self._asked:
            return None
        self._asked = value
        return value

    def _watch(self, now_s: float, cadence_rpm: float | None) -> None:
        if cadence_rpm is None:
            self.let_go = False
            return
        falls_rpm_s = 0.0
        if self._rpm is not None and now_s > self._rpm_at:
            falls_rpm_s = (self._rpm - cadence_rpm) / (now_s - self._rpm_at)
            self._learn(cadence_rpm, now_s - self._rpm_at)
        share = 1.0 if self._own_rpm is None else cadence_rpm / self._own_rpm
        self._sags = share < LOW_SHARE or (share < SAGGING_SHARE and falls_rpm_s > SAGGING_RPM_S)
        self._rpm, self._rpm_at = cadence_rpm, now_s
        if self.let_go:
            self._come_back(now_s, cadence_rpm)
        elif cadence_rpm < LET_GO_RPM or (
            cadence_rpm < FALLING_RPM and cadence_rpm - falls_rpm_s * AHEAD_S < LET_GO_RPM
        ):
            self.let_go = self._asked is not None and self._asked > self.easy
            self._recovered_at = None
            if self._back_at is not None and now_s - self._back_at < CALM_S:
                self._ramp_s = min(LONGEST_RAMP_S, self._ramp_s * 2)
            else:
                self._ramp_s = RAMP_S

    def _learn(self, cadence_rpm: float, lapse_s: float) -> None:
        """The cadence that the rider likes, from what was pedalled above `RECOVERED_RPM`."""
        if cadence_rpm < RECOVERED_RPM:
            return
        before = cadence_rpm if self._own_rpm is None else self._own_rpm
        self._own_rpm = before + (cadence_rpm - before) * min(1.0, lapse_s / OWN_S)

    def _come_back(self, now_s: float, cadence_rpm: float) -> None:
        if cadence_rpm < RECOVERED_RPM:
            self._recovered_at = None
        elif self._recovered_at is None:
            self._recovered_at = now_s
        elif now_s - self._recovered_at >= RECOVERED_S:
            self.let_go = False
            self._back_at = now_s
            rise = max(1.0, (self.target or 0.0) - (self._asked or 0.0))
            self._ramp_a_second = rise / self._ramp_s
