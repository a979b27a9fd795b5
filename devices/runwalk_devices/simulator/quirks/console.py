"""Behaviours at the console while the program commands the machine."""

from dataclasses import replace

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    MachineStatus,
    MachineStatusCode,
    TreadmillData,
    encode_machine_status,
)
from runwalk_devices.codecs.heart_rate import HeartRateMeasurement, encode_heart_rate_measurement
from runwalk_devices.simulator.belt_physics import BeltState
from runwalk_devices.simulator.peripheral import Characteristic, Service
from runwalk_devices.simulator.quirks.incident import Incident
from runwalk_devices.simulator.quirks.quirk import Quirk
from runwalk_devices.simulator.treadmill import TreadmillBehaviour, VirtualTreadmill

STEPS = 5
"""Presses of + by the runner in `ConsoleOverride`."""


class ConsoleOverride(TreadmillBehaviour, Incident[VirtualTreadmill]):
    """The runner presses + on the console."""

    number = 25.0

    def happen(self) -> None:
        self.press(STEPS)

    def press(self, steps: int) -> None:
        """Press + so often now, or - if ``steps`` is negative."""
        self.device.console.plus(steps)


class SafetyKey(TreadmillBehaviour, Incident[VirtualTreadmill]):
    """The runner pulls the safety key, and leaves it out."""

    number = 40.0

    def happen(self) -> None:
        self.device.console.safety_key()


class SelfStart(TreadmillBehaviour):
    """The belt starts by itself, once, when it has stood for a while with a client connected."""

    number = 20.0

    async def run(self) -> None:
        clock = self.device.clock
        stands_since = clock.now()
        while clock.now() - stands_since < self.number:
            await clock.sleep(1)
            if not self.device.connections or self.device.state is not BeltState.STANDING:
                stands_since = clock.now()
        self.happen()

    def happen(self) -> None:
        """Start now, without a word."""
        self.device.machine.start()


class StatusRepeats(TreadmillBehaviour):
    """While the belt moves its machine status tells the target again and again."""

    number = 2.0

    async def run(self) -> None:
        status = self.device.characteristic(uuids.FITNESS_MACHINE_STATUS)
        while True:
            await self.device.clock.sleep(self.number)
            machine = self.device.machine
            if machine.belt.state is BeltState.MOVING:
                target = machine.speeds.snap(machine.belt.target_kmh / machine.kmh_per_unit)
                told = MachineStatus(
                    MachineStatusCode.TARGET_SPEED_CHANGED, target_speed_kmh=target
                )
                self.device.notify(status, encode_machine_status(told))


class ConsoleHeart(TreadmillBehaviour):
    """Its grips measure a heart rate: in its data, and in a service of its own."""

    number = 128.0

    def install(self) -> None:
        self._measurement = Characteristic(uuids.HEART_RATE_MEASUREMENT, ("notify",))
        self.device.services.append(Service(uuids.HEART_RATE_SERVICE, [self._measurement]))

    async def run(self) -> None:
        while True:
            await self.device.clock.sleep(1)
            said = HeartRateMeasurement(round(self.number))
            self.device.notify(self._measurement, encode_heart_rate_measurement(said))

    def measuring(self, data: TreadmillData) -> tuple[TreadmillData, ...]:
        return (replace(data, heart_rate_bpm=round(self.number)),)


QUIRKS = (
    Quirk(
        name="console_override",
        kind=ConsoleOverride,
        evidence="C",
        source="KingSmith MC-21, status 05 (walkingpad-controller, "
        "docs/ftms-protocol-reference.md, 6.3)",
        does=f"has its + pressed five times by the runner {ConsoleOverride.number:g} s after the "
        "belt first moves",
        number="seconds",
        client="lets the console's speed hold until the step ends",
    ),
    Quirk(
        name="safety_key",
        kind=SafetyKey,
        evidence="S",
        source="specification: Fitness Machine Service 1.0.1, section 4.17 (status 03); "
        "KingSmith MC-21 (walkingpad-controller, docs/ftms-protocol-reference.md, 6.3)",
        does=f"has its safety key pulled {SafetyKey.number:g} s after the belt first moves: "
        "status 03",
        number="seconds",
        client="aborts, and never resumes",
    ),
    Quirk(
        name="self_start",
        kind=SelfStart,
        evidence="R",
        source="Horizon 7.4AT (qdomyos-zwift issue 923)",
        does=f"starts by itself when it has stood for {SelfStart.number:g} s with a client "
        "connected",
        number="seconds",
        client="raises the alarm at motion that nobody asked for",
    ),
    Quirk(
        name="status_repeats",
        kind=StatusRepeats,
        evidence="X",
        source="constructed: status 05 at equal intervals, as some consoles refresh a display",
        does=f"tells its target in the machine status every {StatusRepeats.number:g} s",
        number="seconds",
        client="takes no word for a button that comes again at equal intervals",
    ),
    Quirk(
        name="console_heart",
        kind=ConsoleHeart,
        evidence="R",
        source="Sole F85 (qdomyos-zwift issue 1250), Horizon 7.8AT (issue 4784)",
        does=f"measures a heart rate of {ConsoleHeart.number:g} at its grips: in its data, and in "
        "a heart-rate service of its own",
        number="beats a minute",
        most=254,
        client="shows it where there is no strap, marked; it never raises speed",
    ),
)
