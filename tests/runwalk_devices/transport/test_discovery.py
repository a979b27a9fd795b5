"""Finding: one scan for all, the right device and no other, a strap that keeps nobody waiting."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest
from bleak import BleakClient
from bleak.backends.device import BLEDevice
from bleak.exc import BleakError

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.air import VirtualAir
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.transport.adapter import Adapter, DeviceKind, Sighting
from runwalk_devices.transport.discovery import (
    BREAK_OFF_S,
    CONNECT_S,
    GRACE_S,
    PATIENCE_S,
    SWAP_S,
    Discovery,
)
from runwalk_devices.transport.errors import AdapterError
from runwalk_devices.transport.selection import Remembered, Wanted
from tests.runwalk_devices.rig import no_loose_ends

TREADMILL = Wanted(DeviceKind.TREADMILL)
STRAP = Wanted(DeviceKind.STRAP)


@pytest.fixture
def scans(adapter: Adapter, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When each scan began; fails if two run at once."""
    begun: list[float] = []
    scan = adapter.scan
    running = False

    async def watched(seconds: float, **options: object) -> list[Sighting]:
        nonlocal running
        assert not running, "two scans at once"
        begun.append(adapter.clock.now())
        running = True
        try:
            return await scan(seconds, **options)  # type: ignore[arg-type]
        finally:
            running = False

    monkeypatch.setattr(adapter, "scan", watched)
    return begun


@pytest.fixture
def seeker(adapter: Adapter) -> Discovery:
    return Discovery(adapter)


async def sightings(adapter: Adapter) -> Sequence[Sighting]:
    return await adapter.scan(1)


async def test_one_scan_for_both(seeker: Discovery, scans: list[float], clock: Clock) -> None:
    async with no_loose_ends():
        (machine, known), (strap, _) = await asyncio.gather(
            seeker.find(TREADMILL), seeker.find(STRAP)
        )
    assert (machine.name, strap.name) == ("Virtual F80", "Virtual H10")
    assert (known.name, known.address) == (machine.name, machine.address)
    assert len(scans) == 1
    assert clock.now() < 2


async def test_a_treadmill_waits_no_longer_for_an_absent_strap_than_its_patience(
    seeker: Discovery, air: VirtualAir, strap: VirtualStrap, clock: Clock
) -> None:
    air.silence(strap.address)
    async with no_loose_ends():
        absent = asyncio.create_task(seeker.find(STRAP))
        await seeker.find(TREADMILL)
        assert clock.now() <= PATIENCE_S + 0.5
        absent.cancel()
        await asyncio.gather(absent, return_exceptions=True)


async def test_a_treadmill_that_was_lost_waits_for_nobody(
    seeker: Discovery, air: VirtualAir, strap: VirtualStrap, clock: Clock
) -> None:
    _, known = await seeker.find(TREADMILL)
    air.silence(strap.address)
    absent = asyncio.create_task(seeker.find(STRAP))
    for pause_s in (0.6, 0.9, 1.4, 2.6, 3.3, 6.0):
        await clock.sleep(pause_s)
        began = clock.now()
        await seeker.find(known)
        assert clock.now() - began < 1.5
    absent.cancel()
    await asyncio.gather(absent, return_exceptions=True)


async def test_scans_for_what_is_absent_become_rare(
    seeker: Discovery, air: VirtualAir, strap: VirtualStrap, scans: list[float], clock: Clock
) -> None:
    air.silence(strap.address)
    absent = asyncio.create_task(seeker.find(STRAP))
    await clock.sleep(120)
    assert len(scans) <= 11
    air.restore(strap.address)
    await absent
    assert clock.now() < 135


async def test_scans_for_a_lost_treadmill_do_not(
    seeker: Discovery, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    _, known = await seeker.find(TREADMILL)
    air.silence(treadmill.address)
    lost = asyncio.create_task(seeker.find(known))
    await clock.sleep(100)
    back = clock.now()
    air.restore(treadmill.address)
    await lost
    assert clock.now() - back < 1.5


async def test_whoever_is_cancelled_others_go_on(
    seeker: Discovery, air: VirtualAir, clock: Clock, scans: list[float]
) -> None:
    """The one who scans for all leaves, in the middle of a scan, of a rest, at once."""
    async with no_loose_ends():
        for leaves_after_s in (0.0, 0.3, 5.1, 7.0):
            for address in air.peripherals:
                air.silence(address)
            first = asyncio.create_task(seeker.find(TREADMILL))
            second = asyncio.create_task(seeker.find(STRAP))
            await clock.sleep(leaves_after_s)
            first.cancel()
            await clock.sleep(0.1)
            for address in air.peripherals:
                air.restore(address)
            sighting, _ = await second
            assert sighting.name == "Virtual H10"
            assert first.cancelled()
    assert scans


async def test_found_again_at_once_after_a_find(seeker: Discovery, clock: Clock) -> None:
    async with no_loose_ends():
        _, known = await seeker.find(TREADMILL)
        for _ in range(3):
            began = clock.now()
            await seeker.find(known)
            assert clock.now() - began < 1


async def test_adapter_errors_reach_everybody(
    air: VirtualAir, seeker: Discovery, clock: Clock
) -> None:
    async with no_loose_ends():
        air.busy = True
        outcomes = await asyncio.gather(
            seeker.find(TREADMILL), seeker.find(STRAP), return_exceptions=True
        )
        assert [type(outcome) for outcome in outcomes] == [AdapterError, AdapterError]
        assert not seeker.has_scanned
        air.busy = False
        await seeker.find(TREADMILL)
        assert seeker.has_scanned


class TestWhichDevice:
    """The strongest, or the one that was named, and from then on that one alone."""

    @pytest.fixture
    async def second(self, air: VirtualAir, clock: Clock) -> VirtualTreadmill:
        other = VirtualTreadmill(clock, name="Other T9", address="F8:00:00:00:18:27")
        other.rssi = -40
        air.add(other)
        return other

    async def test_the_strongest(self, seeker: Discovery, second: VirtualTreadmill) -> None:
        sighting, _ = await seeker.find(TREADMILL)
        assert sighting.name == second.name

    async def test_the_strongest_even_if_it_is_heard_a_little_later(
        self, seeker: Discovery, second: VirtualTreadmill, air: VirtualAir, clock: Clock
    ) -> None:
        air.silence(second.address)
        finding = asyncio.create_task(seeker.find(TREADMILL))
        await clock.sleep(1)
        air.restore(second.address)
        assert (await finding)[0].name == second.name

    @pytest.mark.parametrize("choice", ["virtual f80", "f8:00:00:00:18:26"])
    async def test_the_one_that_was_named(
        self, seeker: Discovery, second: VirtualTreadmill, choice: str
    ) -> None:
        sighting, _ = await seeker.find(Wanted(DeviceKind.TREADMILL, choice))
        assert sighting.name == "Virtual F80"

    async def test_one_that_was_named_needs_no_advertised_service(
        self, seeker: Discovery, strap: VirtualStrap
    ) -> None:
        sighting, _ = await seeker.find(Wanted(DeviceKind.TREADMILL, "Virtual H10"))
        assert sighting.address == strap.address

    @pytest.mark.parametrize("same_name", [True, False])
    async def test_a_lost_one_is_not_replaced_by_another(
        self,
        seeker: Discovery,
        second: VirtualTreadmill,
        air: VirtualAir,
        clock: Clock,
        same_name: bool,
    ) -> None:
        """A gym has rows of one model: the neighbour's belt is not ours to drive."""
        if same_name:
            second.name = "Virtual F80"
        sighting, known = await seeker.find(TREADMILL)
        assert sighting.address == second.address
        air.silence(second.address)
        finding = asyncio.create_task(seeker.find(known))
        await clock.sleep(120)
        assert not finding.done()
        air.restore(second.address)
        assert (await finding)[0].address == second.address

    async def test_two_new_namesakes_of_a_lost_one_are_left_alone(
        self, seeker: Discovery, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
    ) -> None:
        _, known = await seeker.find(TREADMILL)
        air.silence(treadmill.address)
        for number in (1, 2):
            air.add(VirtualTreadmill(clock, address=f"F8:00:00:00:19:0{number}"))
        finding = asyncio.create_task(seeker.find(known))
        await clock.sleep(60)
        assert not finding.done()
        finding.cancel()
        await asyncio.gather(finding, return_exceptions=True)

    async def test_a_lost_one_may_come_back_under_another_address(
        self, seeker: Discovery, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
    ) -> None:
        _, known = await seeker.find(TREADMILL)
        air.silence(treadmill.address)
        air.add(VirtualTreadmill(clock, address="F8:00:00:00:19:01"))
        began = clock.now()
        sighting, again = await seeker.find(known)
        assert sighting.address == again.address == "F8:00:00:00:19:01"
        assert PATIENCE_S <= clock.now() - began <= PATIENCE_S + 1

    async def test_a_nameless_one_is_known_by_its_address_alone(
        self, seeker: Discovery, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
    ) -> None:
        treadmill.name = None
        _, known = await seeker.find(TREADMILL)
        air.silence(treadmill.address)
        neighbour = VirtualTreadmill(clock, address="F8:00:00:00:19:01")
        neighbour.name = None
        air.add(neighbour)
        finding = asyncio.create_task(seeker.find(known))
        await clock.sleep(30)
        assert not finding.done()
        finding.cancel()
        await asyncio.gather(finding, return_exceptions=True)

    async def test_a_treadmill_that_measures_hearts_is_no_strap(self, adapter: Adapter) -> None:
        both = frozenset(DeviceKind)
        seen = [Sighting("A", "T", -40, both, 0.0, (await sightings(adapter))[0].device)]
        assert STRAP.best(seen) is None
        assert TREADMILL.best(seen) is seen[0]


class TestConnect:
    """One at a time; a strap gives way."""

    async def test_a_strap_that_does_not_answer_gives_way_to_a_treadmill(
        self,
        adapter: Adapter,
        seeker: Discovery,
        air: VirtualAir,
        strap: VirtualStrap,
        treadmill: VirtualTreadmill,
        clock: Clock,
    ) -> None:
        machine, chest = [
            adapter.client(s.device, lambda: None)
            for s in sorted(await sightings(adapter), key=lambda s: s.rssi)
        ]
        air.silence(strap.address)
        vain = asyncio.create_task(seeker.connect(chest, DeviceKind.STRAP))
        await clock.sleep(1)
        began = clock.now()
        await seeker.connect(machine, DeviceKind.TREADMILL)
        assert clock.now() - began <= GRACE_S + 1
        assert isinstance((await asyncio.gather(vain, return_exceptions=True))[0], TimeoutError)

    async def test_also_to_one_that_is_only_sought(
        self,
        adapter: Adapter,
        seeker: Discovery,
        air: VirtualAir,
        strap: VirtualStrap,
        clock: Clock,
    ) -> None:
        chest = adapter.client((await sightings(adapter))[0].device, lambda: None)
        air.silence(strap.address)
        vain = asyncio.create_task(seeker.connect(chest, DeviceKind.STRAP))
        await clock.sleep(1)
        began = clock.now()
        await seeker.find(TREADMILL)
        assert clock.now() - began <= GRACE_S + 2
        await asyncio.gather(vain, return_exceptions=True)

    async def test_a_strap_that_answers_is_given_the_time(
        self, adapter: Adapter, seeker: Discovery, clock: Clock
    ) -> None:
        machine, chest = [
            adapter.client(s.device, lambda: None)
            for s in sorted(await sightings(adapter), key=lambda s: s.rssi)
        ]
        await asyncio.gather(
            seeker.connect(chest, DeviceKind.STRAP), seeker.connect(machine, DeviceKind.TREADMILL)
        )
        assert chest.is_connected
        assert machine.is_connected

    async def test_it_takes_no_longer_than_its_limit(
        self, adapter: Adapter, seeker: Discovery, air: VirtualAir, treadmill: VirtualTreadmill
    ) -> None:
        client = adapter.client((await sightings(adapter))[1].device, lambda: None)
        air.silence(treadmill.address)
        began = adapter.clock.now()
        with pytest.raises((TimeoutError, BleakError)):
            await seeker.connect(client, DeviceKind.TREADMILL)
        assert adapter.clock.now() - began <= CONNECT_S
        assert not adapter.lock.locked()


RANDOM, RENEWED, PUBLIC = "F8:00:00:00:00:01", "C4:00:00:00:00:02", "00:1B:10:AA:BB:CC"


def seen(
    address: str, name: str | None = "F80", kind: DeviceKind = DeviceKind.TREADMILL
) -> Sighting:
    return Sighting(address, name, -50, frozenset({kind}), 0.0, BLEDevice(address, name, None))


@pytest.mark.parametrize(
    ("remembered", "in_range", "found"),
    [
        (RANDOM, [seen(RENEWED), seen(RANDOM)], RANDOM),
        (RANDOM, [seen(RENEWED)], RENEWED),
        (RANDOM, [seen(RENEWED, "F90")], None),
        (RANDOM, [seen(RENEWED, None)], None),
        (RANDOM, [seen(RENEWED, kind=DeviceKind.STRAP)], None),
        (RANDOM, [seen(RENEWED), seen("C4:00:00:00:00:03")], None),
        (RANDOM, [seen(RENEWED), seen(PUBLIC)], RENEWED),
        (RANDOM, [seen(PUBLIC)], None),
        (PUBLIC, [seen(RENEWED)], None),
        (PUBLIC, [seen(PUBLIC, "renamed")], PUBLIC),
    ],
)
def test_a_device_of_earlier_days_is_known_by_its_address_or_in_certain_cases_its_name(
    remembered: str, in_range: list[Sighting], found: str | None
) -> None:
    wanted = Wanted(DeviceKind.TREADMILL, Remembered(remembered, "F80"))
    best = wanted.best(in_range)
    assert (best and best.address) == found
    if best is not None:
        assert wanted.is_certain(best) == (found == remembered)
        known = wanted.known_as(best, in_range)
        assert (wanted.called, known.called) == ("F80", best.name)


async def test_a_device_of_earlier_days_is_taken_though_another_is_stronger(
    air: VirtualAir, seeker: Discovery, treadmill: VirtualTreadmill, clock: Clock
) -> None:
    mine = VirtualTreadmill(clock, address=RANDOM, name="Mine")
    air.add(mine)
    wanted = Wanted(DeviceKind.TREADMILL, Remembered(RANDOM, "Mine"))
    found, _ = await seeker.find(wanted)
    assert found.address == RANDOM
    assert clock.now() < 1, "its address is certain"
    mine.address = RENEWED
    found, known = await seeker.find(wanted)
    assert (found.address, known.address) == (RENEWED, RENEWED)
    mine.address = PUBLIC
    with pytest.raises(TimeoutError):
        async with clock.timeout(60):
            await seeker.find(wanted)


async def test_a_connect_that_cannot_be_broken_off_holds_the_adapter_no_longer(
    adapter: Adapter, seeker: Discovery, clock: Clock
) -> None:
    class Stubborn:
        ended = False

        async def connect(self) -> None:
            try:
                await clock.sleep(1000)
            except asyncio.CancelledError:
                await clock.sleep(100)
                self.ended = True

    client = Stubborn()
    began = clock.now()
    with pytest.raises(TimeoutError):
        await seeker.connect(cast("BleakClient", client), DeviceKind.TREADMILL)
    assert clock.now() - began == pytest.approx(CONNECT_S + BREAK_OFF_S)
    assert not adapter.lock.locked()
    assert seeker.is_connecting(cast("BleakClient", client)), "and nobody disconnects it"
    await clock.sleep(100)
    assert client.ended


@pytest.mark.parametrize("is_sought_anew", [False, True])
async def test_a_connect_that_was_given_up_and_succeeds_later_is_taken_down(
    adapter: Adapter, seeker: Discovery, clock: Clock, is_sought_anew: bool
) -> None:
    class Late:
        disconnected_at: float | None = None

        async def connect(self) -> None:
            try:
                await clock.sleep(1000)
            except asyncio.CancelledError:
                await clock.sleep(100)

        async def disconnect(self) -> None:
            assert adapter.lock.locked(), "nobody connects or scans meanwhile"
            self.disconnected_at = clock.now()

    class Prompt:
        async def connect(self) -> None:
            await clock.sleep(1)

    client = Late()
    with pytest.raises(TimeoutError):
        await seeker.connect(cast("BleakClient", client), DeviceKind.TREADMILL)
    if is_sought_anew:
        await seeker.connect(cast("BleakClient", Prompt()), DeviceKind.TREADMILL)
    await clock.sleep(101)
    is_taken_down = client.disconnected_at is not None
    assert is_taken_down != is_sought_anew, "a newer connection is not cut"
    assert not seeker.is_connecting(cast("BleakClient", client))


class TestNames:
    """A device is found by any of the names that it was seen to have."""

    async def test_by_the_name_that_it_advertised_before_it_told_another(
        self, air: VirtualAir, seeker: Discovery, treadmill: VirtualTreadmill
    ) -> None:
        treadmill.name = "F63"
        found, _ = await seeker.find(Wanted(DeviceKind.TREADMILL, "F63"))
        treadmill.name = "Treadmill F63 Pro"
        for name in ("f63", "treadmill f63 pro"):
            again, _ = await seeker.find(Wanted(DeviceKind.TREADMILL, name))
            assert again.address == found.address == treadmill.address

    async def test_by_a_name_of_earlier_days(
        self, adapter: Adapter, seeker: Discovery, treadmill: VirtualTreadmill
    ) -> None:
        adapter.remember(treadmill.address, ["F63", ""])
        found, _ = await seeker.find(Wanted(DeviceKind.TREADMILL, "F63"))
        assert found.address == treadmill.address
        assert not found.is_called("")

    def test_at_a_new_address_by_either(self) -> None:
        first = replace(seen(RANDOM, "Treadmill F63 Pro"), names=frozenset({"F63"}))
        known = Wanted(DeviceKind.TREADMILL).known_as(first, [first])
        for name in ("F63", "Treadmill F63 Pro"):
            renewed = seen(RENEWED, name)
            assert known.best([renewed]) is renewed
            assert known.known_as(renewed, []).remark == "at a new address"
        assert known.best([seen(RENEWED, "F64")]) is None
        remembered = Wanted(DeviceKind.TREADMILL, Remembered(RANDOM, "F63 Pro", ("F63",)))
        short = seen(RENEWED, "F63")
        assert remembered.best([short]) is short

    def test_one_that_bears_any_of_its_names_beside_it_is_another(self) -> None:
        first = replace(seen(RANDOM, "Treadmill F63 Pro"), names=frozenset({"F63"}))
        known = Wanted(DeviceKind.TREADMILL).known_as(first, [first, seen(RENEWED, "F63")])
        assert known.best([seen(RENEWED, "F63")]) is None


class TestWhoIsMeant:
    """Where nobody can tell, nobody is taken, and it is said."""

    @pytest.fixture
    async def twin(self, air: VirtualAir, clock: Clock) -> VirtualTreadmill:
        twin = VirtualTreadmill(clock, address="F8:00:00:00:18:27")
        twin.rssi = -30
        air.add(twin)
        return twin

    async def test_of_two_by_that_name_none_is_taken_before_an_address_is_given(
        self, seeker: Discovery, twin: VirtualTreadmill, clock: Clock
    ) -> None:
        said: list[str] = []
        named = Wanted(DeviceKind.TREADMILL, "virtual f80")
        with pytest.raises(TimeoutError):
            async with clock.timeout(30):
                await seeker.find(named, said.append)
        assert set(said) == {
            "2 devices of that name are in range: write one of the addresses "
            "F8:00:00:00:18:26, F8:00:00:00:18:27"
        }
        sighting, _ = await seeker.find(Wanted(DeviceKind.TREADMILL, "f8:00:00:00:18:26"))
        assert sighting.rssi != twin.rssi

    async def test_a_device_that_is_not_there_is_sought_for_hours(self, clock: Clock) -> None:
        """The rests between scans grow, and no number overflows."""
        with pytest.raises(TimeoutError):
            async with VirtualAir(clock) as empty, clock.timeout(4 * 3600):
                await Discovery(empty.adapter()).find(Wanted(DeviceKind.TREADMILL))

    async def test_a_machine_of_another_kind_is_told_of_and_not_taken(
        self, seeker: Discovery, clock: Clock
    ) -> None:
        said: list[str] = []
        with pytest.raises(TimeoutError):
            async with clock.timeout(30):
                await seeker.find(Wanted(DeviceKind.ELLIPTICAL), said.append)
        assert set(said) == {
            "no elliptical in range, but another machine: --machine treadmill takes it"
        }

    async def test_one_of_earlier_days_is_known_by_its_address_beside_its_twin(
        self, seeker: Discovery, twin: VirtualTreadmill
    ) -> None:
        choice = Remembered("F8:00:00:00:18:26", "Virtual F80")
        sighting, known = await seeker.find(Wanted(DeviceKind.TREADMILL, choice))
        assert sighting.address == "F8:00:00:00:18:26"
        assert known.remark == ""

    async def test_a_lost_one_with_two_new_twins_is_asked_about(
        self, seeker: Discovery, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
    ) -> None:
        _, known = await seeker.find(TREADMILL)
        air.silence(treadmill.address)
        for number in (1, 2):
            air.add(VirtualTreadmill(clock, address=f"F8:00:00:00:19:0{number}"))
        said: list[str] = []
        with pytest.raises(TimeoutError):
            async with clock.timeout(30):
                await seeker.find(known, said.append)
        assert "2 devices of that name" in said[-1]

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("00:1B:10:00:00:01", "F8:00:00:00:19:01"),
            ("F8:00:00:00:18:26", "00:1B:10:00:00:01"),
            ("00:1B:10:00:00:01", "00:1B:10:00:00:02"),
        ],
    )
    async def test_a_public_address_does_not_change(
        self,
        seeker: Discovery,
        air: VirtualAir,
        treadmill: VirtualTreadmill,
        clock: Clock,
        before: str,
        after: str,
    ) -> None:
        air.silence(treadmill.address)
        ours = VirtualTreadmill(clock, address=before)
        air.add(ours)
        _, known = await seeker.find(Wanted(DeviceKind.TREADMILL, before))
        air.silence(before)
        air.add(VirtualTreadmill(clock, address=after))
        with pytest.raises(TimeoutError):
            async with clock.timeout(40):
                await seeker.find(known)

    async def test_a_guess_and_a_new_address_are_remarked_upon(
        self, seeker: Discovery, air: VirtualAir, treadmill: VirtualTreadmill, clock: Clock
    ) -> None:
        other = VirtualTreadmill(clock, name="T9", address="F8:00:00:00:20:00")
        other.rssi = -70
        air.add(other)
        _, known = await seeker.find(TREADMILL)
        assert known.remark == "strongest of 2 in range"
        _, again = await seeker.find(known)
        assert again.remark == ""
        air.silence(treadmill.address)
        air.add(VirtualTreadmill(clock, address="F8:00:00:00:19:01"))
        _, renewed = await seeker.find(known)
        assert renewed.remark == "at a new address"


class TestAnotherStrap:
    """One that is put on instead is found; one that somebody else has been wearing is not."""

    def another(self, air: VirtualAir, clock: Clock, address: str = "C0:00:00:00:00:09") -> None:
        strap = VirtualStrap(clock, lambda: (0.0, 0.0), name="Other H9", address=address)
        strap.rssi = -40
        air.add(strap)

    async def test_it_is_taken_after_a_while_and_said_to_be_another(
        self, seeker: Discovery, air: VirtualAir, strap: VirtualStrap, clock: Clock
    ) -> None:
        _, known = await seeker.find(STRAP)
        air.silence(strap.address)
        self.another(air, clock)
        began = clock.now()
        sighting, known = await seeker.find(known)
        assert sighting.name == "Other H9"
        assert clock.now() - began >= SWAP_S
        assert known.remark == "a different device"

    async def test_the_neighbours_is_never_taken_nor_one_of_two(
        self, seeker: Discovery, air: VirtualAir, strap: VirtualStrap, clock: Clock
    ) -> None:
        self.another(air, clock)
        strap.rssi = -30
        _, known = await seeker.find(STRAP)
        assert known.name == strap.name
        air.silence(strap.address)
        with pytest.raises(TimeoutError):
            async with clock.timeout(60):
                await seeker.find(known)
        for number in (1, 2):
            self.another(air, clock, f"C0:00:00:00:00:1{number}")
        with pytest.raises(TimeoutError):
            async with clock.timeout(60):
                await seeker.find(known)
        air.restore(strap.address)
        assert (await seeker.find(known))[0].name == strap.name

    async def test_who_was_named_is_not_replaced(
        self, seeker: Discovery, air: VirtualAir, strap: VirtualStrap, clock: Clock
    ) -> None:
        _, known = await seeker.find(Wanted(DeviceKind.STRAP, "Virtual H10"))
        air.silence(strap.address)
        self.another(air, clock)
        with pytest.raises(TimeoutError):
            async with clock.timeout(60):
                await seeker.find(known)
