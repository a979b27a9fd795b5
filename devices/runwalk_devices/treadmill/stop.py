"""Stop: written again while the belt is not seen to obey, until a standing belt is measured.

A belt that goes on moving is asked for its lowest speed too, and then there is a new connection: a
fresh one has stopped a belt that four writes on the old one had not.
"""

import asyncio
from collections.abc import Callable
from math import inf

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.treadmill_data import ResultCode
from runwalk_devices.tasks import end_tasks
from runwalk_devices.treadmill.controls import NOTHING_S, Answer, Controls
from runwalk_devices.treadmill.lookout import COUNTDOWN_S
from runwalk_devices.treadmill.slowing import SEEN_ZEROS
from runwalk_devices.treadmill.telemetry import Telemetry

TRIES = 4
ASKS_AGAIN = 2
"""Up to this try who does not answer is asked for control, which it may have taken back."""
PAUSES = 2
"""With this try a machine that has no word on Stop is asked to pause as well."""
DEFIED = 3
"""A belt that moves on is asked for its lowest speed with this try, and then over a new link."""
FRESH_S = 2.0
"""A reading that is no older shows what the belt does now."""
SPACED_S = 0.42
"""From the second try on so long lies between two writes: some machines drop what comes sooner."""
ASKED_S = 1.0
"""Who refuses Stop so soon after it was asked for control has another reason."""
GAP_S = 1.0
STOP_S = 9.0
"""After so long without a measured zero, whether the belt stands is unknown."""
LAST_S = 5.0
"""The same on the connection that was made anew for it."""
SLOWING_S = 5.0
"""A belt that is still slowing down is given so much more."""
SLOWING_KMH = 0.05
"""Least loss of speed of a belt that obeys, from one try to the next, km/h."""


class Halt:
    """One Stop, over as many connections as it takes.

    Args:
        clock: Time.
        gauge: The treadmill's telemetry.
        alone_s: How long zeros must last where the machine does not say that it stops.
        sent: Called whenever it has been written.
        acknowledged: Called whenever the machine has said yes.
        lowest: The machine's lowest target, in its own units.
        stop_is_toggle: Stop starts a belt of this machine that stands.
    """

    def __init__(
        self,
        clock: Clock,
        gauge: Telemetry,
        alone_s: float,
        sent: Callable[[], None],
        acknowledged: Callable[[], None],
        lowest: float,
        *,
        stop_is_toggle: bool = False,
    ) -> None:
        self._clock = clock
        self._gauge = gauge
        self._alone_s = alone_s
        self._sent = sent
        self._acknowledged = acknowledged
        self._lowest = lowest
        self._is_toggle, self._has_toggled = stop_is_toggle, False
        self._is_written = self._is_renewed = False
        self._awaited_since = self._asked_at = self._wrote_at = -inf
        self._slowed_at = -SLOWING_S
        self._control: Controls | None = None
        self._is_new = True
        self._tries = 0
        self._is_acknowledged = False
        self._slowest_kmh: float | None = None
        self._known_since = 0.0
        self._deadline = 0.0

    def begin(self, control: Controls | None) -> None:
        """All tries from now on: the runner asks, or asks again, or there is a new connection.

        One that was written a moment ago and has no answer yet is not written once more beside it.

        Args:
            control: Where to write; None while there is no connection that takes commands.
        """
        self._is_new = control is not self._control or not self._is_just_written()
        self._control = control
        self._tries = 0 if self._is_new else 1
        self._is_acknowledged = False
        # A zero may be a glitch, from which no belt slows down.
        before_kmh = self._gauge.moved_kmh if self._is_lone_zero() else None
        self._slowest_kmh = self._gauge.speed_kmh or before_kmh
        self._known_since = self._clock.now()
        self._deadline = self._clock.now() + (LAST_S if self._is_renewed else STOP_S)
        self._gauge.expect_standing(self._alone_s)
        self._gauge.wake()

    def toggled(self) -> None:
        """The machine says that it starts: this Stop has started a standing belt.

        It is stopped once it moves; until a countdown is over, zeros alone prove nothing.
        """
        self._is_toggle = self._has_toggled = True
        self._alone_s = COUNTDOWN_S
        self._deadline = max(self._deadline, self._clock.now() + COUNTDOWN_S + LAST_S)
        self._gauge.expect_standing(self._alone_s)
        self._gauge.wake()

    def _is_just_written(self) -> bool:
        """Return True if it was written within `GAP_S`, and may still be answered."""
        return self._clock.now() - self._awaited_since < GAP_S

    @property
    def is_tried(self) -> bool:
        """True if it has been written, or is being written, on this connection."""
        return self._tries > 0

    def disconnected(self) -> None:
        """There is nowhere to write until it begins again."""
        self._control = None

    async def run(self) -> bool:
        """Return True if a standing belt was measured in the end."""
        gauge = self._gauge
        trying: asyncio.Task[None] | None = None
        try:
            while not gauge.stands() and self._deadline - self._clock.now() > NOTHING_S:
                obeyed = self._is_obeyed()
                busy = trying is not None and not trying.done()
                control = self._control
                rests = self._is_toggle and gauge.zeros >= SEEN_ZEROS
                waits = obeyed or busy or rests
                if control is not None and not waits and self._is_defied():
                    self._is_renewed, self._deadline = True, self._clock.now() + STOP_S
                    control.renew()
                elif control and self._tries < TRIES and (self._is_new or not waits):
                    await end_tasks(trying)
                    self._tries += 1
                    self._awaited_since = self._clock.now()
                    trying = asyncio.create_task(self._try(control, self._tries))
                self._is_new = False
                pause_s = min(GAP_S, self._deadline - self._clock.now())
                await gauge.until(pause_s, lambda: gauge.stands() or self._is_new)
            return gauge.stands()
        finally:
            await end_tasks(trying)

    def _is_obeyed(self) -> bool:
        """True if the machine said yes and the belt is slowing down, which earns it more time."""
        speed_kmh, slowest_kmh = self._gauge.speed_kmh, self._slowest_kmh
        agreed = self._is_acknowledged or self._gauge.agreed
        if speed_kmh is None:
            return False
        if not speed_kmh:
            # It may be a glitch, after which the belt is slower than it was before.
            return agreed and not self._gauge.contested and not self._is_silent()
        slowing = slowest_kmh is not None and speed_kmh <= slowest_kmh - SLOWING_KMH
        if slowest_kmh is None:
            self._known_since = self._clock.now()
        if slowing or slowest_kmh is None:
            self._slowest_kmh = speed_kmh
        if slowing:
            self._slowed_at = self._clock.now()
            self._deadline = max(self._deadline, self._clock.now() + SLOWING_S)
        return slowing and agreed

    def _is_lone_zero(self) -> bool:
        """True if the last reading was the first zero, just now: it may be a glitch."""
        gauge = self._gauge
        is_zero = gauge.speed_kmh == 0 and gauge.zeros <= 1 and not gauge.contested
        return is_zero and self._clock.now() - (gauge.read_at or 0.0) < GAP_S

    def _is_defied(self) -> bool:
        """True if it is time for another connection: the belt moves on, or nobody answers."""
        waits = self._is_new or not self._is_written
        if waits or self._is_renewed or self._tries < DEFIED:
            return False
        slowed = self._clock.now() - self._slowed_at <= FRESH_S
        unseen = self._is_silent() or not self._is_acknowledged
        return not slowed and (self._moves_on() or unseen)

    def _is_silent(self) -> bool:
        """Return True if nothing is heard of its speed."""
        read_at = self._gauge.read_at
        return read_at is None or self._clock.now() - read_at > FRESH_S

    def _moves_on(self) -> bool:
        read_at = self._gauge.read_at
        fresh = read_at is not None and self._clock.now() - read_at <= FRESH_S
        return self._gauge.contested or (fresh and self._gauge.moves())

    def _keeps_its_speed(self) -> bool:
        """Return True if it moves on, and was seen for long enough to show if it slowed down."""
        slowest_kmh, speed_kmh = self._slowest_kmh, self._gauge.speed_kmh
        if slowest_kmh is not None and speed_kmh is not None and not self._gauge.contested:
            is_seen = self._clock.now() - self._known_since >= GAP_S
            if not is_seen or speed_kmh <= slowest_kmh - SLOWING_KMH:
                return False
        return self._moves_on()

    def _is_unheard(self, answer: Answer) -> bool:
        """Return True if neither an answer, nor a status, nor the belt tells of that Stop."""
        slows = self._clock.now() - self._slowed_at <= FRESH_S
        return answer.written and answer.result is None and not self._gauge.agreed and not slows

    def _is_defying(self) -> bool:
        """True if it moves on, whatever it has answered, or if nothing is heard of its speed."""
        return self._is_silent() or self._keeps_its_speed()

    async def _try(self, control: Controls, number: int) -> None:
        """Stop; if control was lost ask for it once more, if Stop is not known pause.

        A first one that the machine may have dropped in the wake of another request is tried again
        with nothing beside it, which would have that dropped as well.
        From the second try on, who does not even take the write of Stop is asked to pause, and so
        is once a machine that has no word on it, or only words: some obey nothing but a pause.
        From the third try on a belt that moves on is asked for its lowest speed as well.
        """

        def sent() -> None:
            self._wrote_at = self._clock.now()
            self._has_toggled = False
            if number == 1:
                self._gauge.expect_standing(self._alone_s)
            self._sent()

        answer = await control.stop(sent)
        self._awaited_since = -inf
        lost = number == 1 and answer.in_wake
        has_asked = self._clock.now() - self._asked_at < ASKED_S
        if answer.result is ResultCode.CONTROL_NOT_PERMITTED and not has_asked:
            await control.request_control()
            self._wrote_at = self._clock.now()
            await self._keep_distance(number)
            answer = await control.stop(sent)
        if answer.result is None and answer.written and number <= ASKS_AGAIN and not lost:
            self._asked_at = self._clock.now()
            await control.request_control(patience_s=0.0)
        if answer.refused and (answer.written or number > 1):
            await self._keep_distance(number)
            answer = await control.stop_otherwise(sent)
        elif number == PAUSES and self._is_unheard(answer):
            await control.stop_otherwise(_nobody, patience_s=0.0)
        elif number == DEFIED and self._is_acknowledged and self._is_defying():
            await control.stop_otherwise(_nobody)
        self._is_written = self._is_written or answer.written
        if number >= DEFIED and answer.written and self._keeps_its_speed():
            await control.set_speed(self._lowest, _nobody, self._keeps_its_speed, patience_s=0.0)
        if answer.result is ResultCode.SUCCESS:
            self._is_acknowledged = True
            if not self._has_toggled:
                self._gauge.agree()
            self._acknowledged()

    async def _keep_distance(self, number: int) -> None:
        """From the second try on, wait until so long has passed since the last write."""
        left_s = self._wrote_at + SPACED_S - self._clock.now()
        if number > 1 and left_s > 0:
            await self._clock.sleep(left_s)


def _nobody() -> None:
    """Does nothing when something is asked beside Stop."""
