"""Behaviours of straps: false and missing measurements."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.heart_rate import HeartRateMeasurement
from runwalk_devices.simulator.quirks.incident import Spell
from runwalk_devices.simulator.quirks.link import AddressChanges
from runwalk_devices.simulator.quirks.quirk import Quirk, Whom
from runwalk_devices.simulator.strap import StrapBehaviour, VirtualStrap

BEATS_A_PACKET: Final = 9
"""Intervals in one packet of `ManyRr`: as many as 20 octets hold."""
FROZEN_BEATS_EVERY: Final = 30
"""Frozen measurements for each one with an interval."""

MISSED_EVERY: Final = 20
NONSENSE_EVERY: Final = 15
NO_BEATS_S: Final = (0.0, 0.02, 63.9)
OVER_BPM: Final = 281

_RATE_IS_16_BIT: Final = 1


class FrozenOffSkin(StrapBehaviour, Spell[VirtualStrap]):
    """Taken off, it repeats its last rate, now and then with an interval that fits."""

    number = 60.0
    lasts_s = 26 * 60.0
    _frozen_bpm: int | None = None
    _frames = 0

    def happen(self) -> None:
        super().happen()
        self._frozen_bpm = self.device.bpm
        self._frames = 0

    def measuring(self, measurement: HeartRateMeasurement) -> Iterable[HeartRateMeasurement]:
        if not self.under_way or not self._frozen_bpm:
            return (measurement,)
        self._frames += 1
        beats = () if self._frames % FROZEN_BEATS_EVERY else (60 / self._frozen_bpm,)
        return (HeartRateMeasurement(self._frozen_bpm, rr_intervals_s=beats),)


class ContactLost(StrapBehaviour, Spell[VirtualStrap]):
    """It says that it does not touch skin, and measures something all the same."""

    number = 60.0

    def measuring(self, measurement: HeartRateMeasurement) -> Iterable[HeartRateMeasurement]:
        if self.under_way:
            measurement = replace(measurement, contact=False, rr_intervals_s=())
        yield measurement


class ZeroBpm(StrapBehaviour, Spell[VirtualStrap]):
    """It touches skin, and measures 0."""

    number = 60.0

    def measuring(self, measurement: HeartRateMeasurement) -> Iterable[HeartRateMeasurement]:
        if self.under_way:
            measurement = replace(measurement, bpm=None, rr_intervals_s=())
        yield measurement


class Doubled(StrapBehaviour, Spell[VirtualStrap]):
    """It counts each beat twice for a while; the next time, every other one."""

    number = 60.0
    recurs = True
    _factor = 0.5

    def happen(self) -> None:
        super().happen()
        self._factor = 1 / self._factor

    def measuring(self, measurement: HeartRateMeasurement) -> Iterable[HeartRateMeasurement]:
        if self.under_way and measurement.bpm is not None:
            beats = tuple(rr_s / self._factor for rr_s in measurement.rr_intervals_s)
            measurement = replace(
                measurement, bpm=round(measurement.bpm * self._factor), rr_intervals_s=beats
            )
        yield measurement


class Dropout(StrapBehaviour, Spell[VirtualStrap]):
    """It stays connected and sends nothing."""

    number = 60.0

    def measuring(self, measurement: HeartRateMeasurement) -> Iterable[HeartRateMeasurement]:
        return () if self.under_way else (measurement,)


class ContactUnsupported(StrapBehaviour):
    """It cannot tell whether it touches skin."""

    def measuring(self, measurement: HeartRateMeasurement) -> Iterable[HeartRateMeasurement]:
        yield replace(measurement, contact=None)


class ManyRr(StrapBehaviour):
    """It saves intervals up and sends many at once."""

    _saved: tuple[float, ...] = ()

    def measuring(self, measurement: HeartRateMeasurement) -> Iterable[HeartRateMeasurement]:
        self._saved += measurement.rr_intervals_s
        sent: tuple[float, ...] = ()
        if len(self._saved) >= BEATS_A_PACKET:
            sent, self._saved = self._saved[:BEATS_A_PACKET], self._saved[BEATS_A_PACKET:]
        yield replace(measurement, rr_intervals_s=sent)


class SixteenBit(StrapBehaviour):
    """The rate always takes two octets."""

    def outgoing(self, uuid: str, value: bytes) -> Iterable[bytes]:
        if uuid == uuids.HEART_RATE_MEASUREMENT and not value[0] & _RATE_IS_16_BIT:
            value = bytes([value[0] | _RATE_IS_16_BIT, value[1], 0]) + value[2:]
        yield value


class BatteryLow(StrapBehaviour):
    """Its battery is all but empty."""

    number = 5.0

    def install(self) -> None:
        self.device.set_battery(round(self.number))


class RrArtefacts(StrapBehaviour):
    """It misses a beat now and then, and sends intervals that are none."""

    _beats = 0
    _frames = 0

    def measuring(self, measurement: HeartRateMeasurement) -> Iterable[HeartRateMeasurement]:
        sent: list[float] = []
        for rr_s in measurement.rr_intervals_s:
            self._beats += 1
            sent.append(rr_s * 2 if self._beats % MISSED_EVERY == 0 else rr_s)
        self._frames += 1
        if self._frames % NONSENSE_EVERY == 0:
            sent.append(NO_BEATS_S[self._frames // NONSENSE_EVERY % len(NO_BEATS_S)])
        yield replace(measurement, rr_intervals_s=tuple(sent))


class HeartOver255(StrapBehaviour, Spell[VirtualStrap]):
    """For a while its rate takes two octets, and is no heart's."""

    number = 30.0

    def measuring(self, measurement: HeartRateMeasurement) -> Iterable[HeartRateMeasurement]:
        yield replace(measurement, bpm=OVER_BPM) if self.under_way else measurement


QUIRKS: tuple[Quirk[VirtualStrap], ...] = (
    Quirk(
        name="frozen_off_skin",
        kind=FrozenOffSkin,
        whom=Whom.STRAP,
        evidence="M",
        source="Polar H10 (treadmill-bluetooth-macos, docs/tasks/033)",
        does=f"is taken off {FrozenOffSkin.number:g} s after somebody first listens, and repeats "
        "its last rate for 26 min, as a Polar H10 did",
        number="seconds",
        client="takes 60 s of one value for no heart rate",
    ),
    Quirk(
        name="contact_lost",
        kind=ContactLost,
        whom=Whom.STRAP,
        evidence="M",
        source="a strap (TrackMyIndoorWorkout, heart_rate_monitor_sensor_test.dart)",
        does=f"says for {ContactLost.lasts_s:g} s that it touches no skin, and sends a rate",
        number="seconds after somebody first listens",
        client="lets such a rate raise no speed",
    ),
    Quirk(
        name="zero_bpm",
        kind=ZeroBpm,
        whom=Whom.STRAP,
        evidence="R",
        source="Polar OH1 and Verity Sense (polar-ble-sdk issue 197)",
        does=f"sends 0 bpm for {ZeroBpm.lasts_s:g} s",
        number="seconds after somebody first listens",
        client="takes 0 for no heart rate",
    ),
    Quirk(
        name="doubled",
        kind=Doubled,
        whom=Whom.STRAP,
        evidence="X",
        source="constructed: no strap known",
        does=f"sends twice the true rate for {Doubled.lasts_s:g} s, then half of it, by turns, "
        f"every {Doubled.number:g} s",
        number="seconds",
        client="believes no leap",
    ),
    Quirk(
        name="dropout",
        kind=Dropout,
        whom=Whom.STRAP,
        evidence="X",
        source="constructed: no strap known; a short strap_mute",
        does=f"is connected and sends nothing for {Dropout.lasts_s:g} s",
        number="seconds after somebody first listens",
        client="shows no heart rate, and raises no speed",
    ),
    Quirk(
        name="contact_unsupported",
        kind=ContactUnsupported,
        whom=Whom.STRAP,
        evidence="M",
        source="Polar H10, flags 10 and 00 (treadmill-bluetooth-macos, docs/tasks/033)",
        does="says nothing about skin contact",
        client="goes by the rate alone",
    ),
    Quirk(
        name="many_rr",
        kind=ManyRr,
        whom=Whom.STRAP,
        evidence="S",
        source="specification: Heart Rate Service 1.0, section 3.1.1 (several intervals in a "
        "packet)",
        does="saves up beats and sends nine intervals in one packet",
        client="takes them all, oldest first",
    ),
    Quirk(
        name="sixteen_bit",
        kind=SixteenBit,
        whom=Whom.STRAP,
        evidence="S",
        source="specification: Heart Rate Service 1.0, section 3.1.1 (flag 0)",
        does="sends its rate in two octets",
        client="follows the flags",
    ),
    Quirk(
        name="battery_low",
        kind=BatteryLow,
        whom=Whom.STRAP,
        evidence="S",
        source="specification: Battery Service 1.0, section 3.1",
        does=f"has {BatteryLow.number:g} % of its battery left",
        number="percent",
        most=100,
        client="says so before the workout",
    ),
    Quirk(
        name="strap_address_changes",
        kind=AddressChanges,
        whom=Whom.STRAP,
        evidence="S",
        source="specification: Core Specification, volume 6, part B, section 1.3.2",
        does=f"loses its link {AddressChanges.number:g} s after somebody first listens, and has "
        "another address after each loss",
        number="seconds",
        client="finds it again by its name and service",
    ),
    Quirk(
        name="rr_artefacts",
        kind=RrArtefacts,
        whom=Whom.STRAP,
        evidence="R",
        source="Polar H10 (polar-ble-sdk issue 312)",
        does=f"misses every {MISSED_EVERY}th beat, and sends intervals of 0, 0.02 and 63.9 s",
        client="leaves them out of the variability",
    ),
    Quirk(
        name="heart_over_255",
        kind=HeartOver255,
        whom=Whom.STRAP,
        evidence="X",
        source="constructed: no strap known",
        does=f"sends a rate of {OVER_BPM} in two octets for {HeartOver255.lasts_s:g} s",
        number="seconds after somebody first listens",
        client="takes it for no heart rate, in files and figures too",
    ),
)
