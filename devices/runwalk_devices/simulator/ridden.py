"""A virtual machine that stands until somebody moves it: a rider against a brake.

What it says and what it is told goes through the same two seams whichever protocol it speaks, so
that a behaviour of `runwalk_devices.simulator.quirks.riding` fits all of them.
"""

from collections.abc import Iterable
from typing import Final

from runwalk_devices.clock import Clock
from runwalk_devices.codecs.ftms.control_point import ResultCode
from runwalk_devices.codecs.ftms.features import PowerRange, ResistanceRange
from runwalk_devices.frozen import dataclass
from runwalk_devices.simulator.peripheral import DeviceBehaviour, Peripheral, Service
from runwalk_devices.simulator.rider import Brake, Rider

POWERS: Final = PowerRange(0, 1000, 1)
RESISTANCES: Final = ResistanceRange(0.0, 100.0, 0.1)


@dataclass(frozen=True, slots=True)
class Measured:
    """One reading; None is not told.

    Attributes:
        speed_kmh: Of a bicycle.
        cadence_rpm: Turns, steps or strokes a minute.
        distance_m: Since it was switched on.
        level: The brake's resistance on the machine's own scale.
        power_w: What the brake takes.
        energy_kcal: Since it was switched on.
        elapsed_s: Time in motion.
        state: As FE-C names it.
    """

    speed_kmh: float | None
    cadence_rpm: float | None
    distance_m: float | None
    level: float | None
    power_w: float | None
    energy_kcal: float
    elapsed_s: float
    state: str = "in use"


@dataclass(frozen=True, slots=True)
class Asked:
    """A command to the brake: a power in watts, or a resistance on the machine's own scale."""

    power_w: float | None = None
    level: float | None = None


class RiddenBehaviour(DeviceBehaviour["RiddenMachine"]):
    """A deviation of such a machine from the standard."""

    def measuring(self, said: Measured) -> Iterable[Measured]:
        """Return what is reported instead of one reading: none, one or several."""
        return (said,)

    def obeying(self, asked: Asked) -> ResultCode | None:
        """The answer to a command in place of obeying it; None lets the brake obey."""
        del asked
        return None


class RiddenMachine(Peripheral):
    """A brake and a rider on the virtual air.

    Args:
        clock: Its time.
        rider: Who is on it.
        telemetry_hz: How often a second it reports.
        mounting_s: How long after the first connection the rider sets off.

    Attributes:
        rider: Who is on it.
        brake: What the rider works against.
        offers_power: It takes a target power.
        powers: Which powers it takes.
        resistances: Which resistances it takes; None for none.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        name: str,
        address: str,
        services: list[Service],
        advertised: dict[str, bytes],
        rider: Rider | None = None,
        telemetry_hz: float = 1.0,
        mounting_s: float = 8.0,
    ) -> None:
        self.rider = rider or Rider()
        self.brake = Brake()
        self.offers_power = True
        self.powers = POWERS
        self.resistances: ResistanceRange | None = RESISTANCES
        self._hz = telemetry_hz
        self._mounting_s = mounting_s
        self._has_begun = mounting_s <= 0
        self.rider.pedals = self._has_begun
        self._at = 0.0
        self._elapsed_s = 0.0
        self._energy_kcal = 0.0
        super().__init__(
            clock,
            address=address,
            name=name,
            services=services,
            service_data=advertised,
            rssi=-55,
        )

    @property
    def speed_kmh(self) -> float:
        """The speed now, as of a bicycle."""
        self.advance()
        return self.rider.speed_kmh

    @property
    def effort_kmh(self) -> float:
        """The running speed that costs a body of 70 kg as much as the rider gives.

        By the ACSM equations for running and for cycling: 10.8 W / kg + 7 against 0.2 S + 3.5
        ml/kg/min.
        """
        self.advance()
        metres_a_minute = max(0.0, (10.8 * self.rider.power_w / 70 + 3.5) / 0.2)
        return metres_a_minute * 0.06 if self.rider.power_w > 5 else 0.0

    @property
    def power_w(self) -> float:
        """The rider's power now."""
        self.advance()
        return self.rider.power_w

    def advance(self) -> None:
        """Let the time since the last call pass."""
        now = self.clock.now()
        lapse_s, self._at = now - self._at, now
        self.rider.advance(lapse_s, self.brake)
        if self.rider.rpm > 5:
            self.begun.set()
            self._elapsed_s += lapse_s
            self._energy_kcal += self.rider.power_w * lapse_s / 4184 / 0.24

    async def run(self) -> None:
        """Report at its rate; the rider sets off some seconds after a client came."""
        self._at = due = self.clock.now()
        sets_off_at: float | None = None
        while True:
            if sets_off_at is None and self.connections:
                sets_off_at = self.clock.now() + self._mounting_s
            if sets_off_at is not None and not self._has_begun and self.clock.now() >= sets_off_at:
                self._has_begun = self.rider.pedals = True
            self.advance()
            for said in self._measured():
                self.report(said)
            due += 1 / self._hz
            await self.clock.sleep(due - self.clock.now())

    def report(self, said: Measured) -> None:
        """Send a reading."""
        raise NotImplementedError

    def obey(self, asked: Asked) -> ResultCode:
        """Do what the brake is told, and say what became of it."""
        self.advance()
        for quirk in self._quirks():
            answer = quirk.obeying(asked)
            if answer is not None:
                return answer
        if asked.power_w is not None:
            if not self.offers_power:
                return ResultCode.OP_CODE_NOT_SUPPORTED
            if not self.powers.minimum_w <= asked.power_w <= self.powers.maximum_w:
                return ResultCode.INVALID_PARAMETER
            self.brake.target_w = float(asked.power_w)
            return ResultCode.SUCCESS
        levels = self.resistances
        if asked.level is None or levels is None:
            return ResultCode.OP_CODE_NOT_SUPPORTED
        if not levels.minimum <= asked.level <= levels.maximum:
            return ResultCode.INVALID_PARAMETER
        share = (asked.level - levels.minimum) / (levels.maximum - levels.minimum)
        self.brake.target_w, self.brake.level = None, share * 100
        return ResultCode.SUCCESS

    def release(self) -> None:
        """The brake lets go of everything."""
        self.brake.target_w, self.brake.level = None, 0.0

    def _quirks(self) -> list[RiddenBehaviour]:
        return [quirk for quirk in self.behaviours if isinstance(quirk, RiddenBehaviour)]

    def _measured(self) -> list[Measured]:
        rider, levels = self.rider, self.resistances
        level = None
        if levels is not None:
            share = self.brake.level / 100
            level = round(levels.minimum + share * (levels.maximum - levels.minimum), 1)
        said = [
            Measured(
                round(rider.speed_kmh, 2),
                round(rider.rpm * 2) / 2,
                rider.distance_m,
                level,
                round(rider.power_w),
                self._energy_kcal,
                self._elapsed_s,
                "in use" if rider.rpm > 5 else "ready",
            )
        ]
        for quirk in self._quirks():
            said = [more for one in said for more in quirk.measuring(one)]
        return said
