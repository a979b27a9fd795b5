"""Quirks in finding a device, connecting to it, and losing it."""

from collections.abc import Callable

from bleak.backends.scanner import AdvertisementData

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import (
    ControlOpcode,
    ControlRequest,
    ResultCode,
    StopOrPause,
)
from runwalk_devices.simulator.peripheral import Device, DeviceBehaviour
from runwalk_devices.simulator.quirks.incident import Incident
from runwalk_devices.simulator.quirks.quirk import Quirk, Whom
from runwalk_devices.simulator.treadmill import TreadmillBehaviour, VirtualTreadmill
from runwalk_devices.simulator.treadmill_computer import Outcome

AWAY_S = 10.0
"""Seconds that a device whose link was lost can neither be heard nor reached."""


class LinkLossBeltRuns(TreadmillBehaviour, Incident[VirtualTreadmill]):
    """The link is lost, the device out of reach for a while, and the belt runs on."""

    number = 35.0

    def happen(self) -> None:
        self.device.silent = True
        self.device.drop_links()
        self.device.spawn(self._come_back())

    async def _come_back(self) -> None:
        await self.device.clock.sleep(AWAY_S)
        self.device.silent = False


class LinkLossBeltStops(LinkLossBeltRuns):
    """The same, and whenever a link ends the belt stops."""

    def disconnected(self) -> None:
        self.device.machine.stop(StopOrPause.STOP)


class SingleCentral(DeviceBehaviour[Device]):
    """Another app has the machine, which advertises all the same and lets nobody in.

    Attributes:
        taken: The other app has it.
    """

    number = 45.0
    taken = True

    async def run(self) -> None:
        await self.device.clock.sleep(self.number)
        self.taken = False

    def accepts(self) -> bool:
        return not self.taken


class AdvertWithoutName(DeviceBehaviour[Device]):
    """It is found without its name."""

    def install(self) -> None:
        self.device.name = None


class AdvertWithout1826(DeviceBehaviour[Device]):
    """It does not say what it is."""

    def advertisement(self, advertisement: AdvertisementData) -> AdvertisementData:
        return advertisement._replace(service_uuids=[], service_data={})


class AdvertReversedType(DeviceBehaviour[Device]):
    """The octets of its machine type are in the wrong order."""

    def advertisement(self, advertisement: AdvertisementData) -> AdvertisementData:
        data = dict(advertisement.service_data)
        if said := data.get(uuids.FITNESS_MACHINE_SERVICE):
            data[uuids.FITNESS_MACHINE_SERVICE] = said[:1] + said[:0:-1]
        return advertisement._replace(service_data=data)


class AddressChanges(Incident[Device]):
    """The link is lost, and after each loss the device is found at another address."""

    number = 30.0
    _changes = 0

    def happen(self) -> None:
        self.device.drop_links()

    def disconnected(self) -> None:
        self._changes += 1
        random_static = 0xC0 + self._changes % 0x38
        self.device.address = f"{random_static:02X}{self.device.address[2:]}"


class ControlGoneAfterReconnect(TreadmillBehaviour, Incident[VirtualTreadmill]):
    """The link is lost, and the first request for control after each loss is refused."""

    number = 30.0
    _gone = False

    def happen(self) -> None:
        self.device.drop_links()

    def disconnected(self) -> None:
        self._gone = True

    def obeying(
        self, request: ControlRequest, obey: Callable[[ControlRequest], Outcome]
    ) -> Outcome:
        if request.opcode == ControlOpcode.REQUEST_CONTROL and self._gone:
            self._gone = False
            return Outcome(ResultCode.CONTROL_NOT_PERMITTED)
        return obey(request)


QUIRKS: tuple[Quirk[VirtualTreadmill], ...] = (
    Quirk(
        name="link_loss_belt_runs",
        kind=LinkLossBeltRuns,
        whom=Whom.LINK,
        evidence="R",
        source="KingSmith X218 (OpenTreadmill, README, Safety)",
        does=f"is out of reach for {AWAY_S:g} s, {LinkLossBeltRuns.number:g} s after the belt "
        "first moves, which runs on",
        number="seconds",
        client="says that the belt may be moving; reconnects alone, and starts nothing",
        aspect="link loss",
    ),
    Quirk(
        name="link_loss_belt_stops",
        kind=LinkLossBeltStops,
        whom=Whom.LINK,
        evidence="R",
        source="Xterra TRX4500 (qdomyos-zwift issue 3339)",
        does=f"is out of reach for {AWAY_S:g} s, {LinkLossBeltStops.number:g} s after the belt "
        "first moves, which stops whenever its link ends",
        number="seconds",
        client="says that the belt may be moving; then waits for the runner",
        aspect="link loss",
    ),
    Quirk(
        name="single_central",
        kind=SingleCentral,
        whom=Whom.LINK,
        evidence="M",
        source="HomeTro FS-0099C3 (hometro-fitshow-ble, docs/findings.md); KingSmith KS-Z1D "
        "(walkingpad-controller, README)",
        does=f"is held by another app for {SingleCentral.number:g} s: found, and not to be "
        "connected to",
        number="seconds",
        client='says "close the other app", and tries again',
    ),
    Quirk(
        name="advert_without_name",
        kind=AdvertWithoutName,
        whom=Whom.LINK,
        evidence="M",
        source="Horizon Omega Z (treadmill-runner, specification 08, section 1)",
        does="advertises no name",
        client="matches by service or remembered address",
    ),
    Quirk(
        name="advert_without_1826",
        kind=AdvertWithout1826,
        whom=Whom.LINK,
        evidence="R",
        source="Toorx TRL200, by one of two scanners (hassio-ftms issue 59)",
        does="does not advertise its Fitness Machine Service (1826)",
        client="matches by name or remembered address, then looks at its services",
    ),
    Quirk(
        name="advert_reversed_type",
        kind=AdvertReversedType,
        whom=Whom.LINK,
        evidence="C",
        source="other programs allow for it; machine not on record",
        does="advertises its machine type with the octets reversed",
        client="matches by service, then looks at its services",
    ),
    Quirk(
        name="address_changes",
        kind=AddressChanges,
        whom=Whom.LINK,
        evidence="S",
        source="specification: Core Specification, volume 6, part B, section 1.3.2",
        does=f"loses its link {AddressChanges.number:g} s after the belt first moves, and has "
        "another address after each loss",
        number="seconds",
        client="finds it again by its name and service",
    ),
    Quirk(
        name="control_gone_after_reconnect",
        kind=ControlGoneAfterReconnect,
        whom=Whom.LINK,
        evidence="X",
        source="constructed: no machine known",
        does=f"loses its link {ControlGoneAfterReconnect.number:g} s after the belt first moves, "
        "and answers 0x05 to the first request for control after each loss",
        number="seconds",
        client="takes nothing for granted after a reconnect; asks for control once more",
    ),
)
