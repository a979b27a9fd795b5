"""Devices for screens: as many as wanted, heard when they are told to have been."""

from datetime import date

from runwalk_tui.known_devices.browser import View
from runwalk_tui.known_devices.known import KnownStrap
from runwalk_tui.known_devices.known_meter import KnownCadenceSensor, KnownPowerMeter
from runwalk_tui.known_devices.known_pod import KnownPod
from runwalk_tui.known_devices.known_trainer import KnownBike
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill, LearnedResponse
from runwalk_tui.known_devices.listing import Entry

NOW = 100.0

CELLAR = KnownTreadmill(
    "00:1B:10:AA:BB:CC",
    "F80",
    own_name="Cellar",
    chosen=True,
    checked_on=date(2026, 3, 1),
    obeys=True,
    stop_works=True,
    start_is_toggle=True,
    minimum_kmh=0.8,
    maximum_kmh=20.0,
    increment_kmh=0.1,
    lag=LearnedResponse(1.5, 0.8, 1.2, 7),
)
STRAP = KnownStrap(
    "F8:00:00:00:18:0D", "H10", chosen=True, battery_percent=84, battery_on=date(2026, 3, 1)
)
KNOWN_TREADMILL = Entry(CELLAR, CELLAR.address, True, True, -52, NOW - 0.2)
NEW_TREADMILL = Entry(
    KnownTreadmill("C4:00:00:00:00:02", "Run 7.0T"),
    "C4:00:00:00:00:02",
    rssi_dbm=-81,
    heard_at=NOW - 1,
)
KNOWN_STRAP = Entry(STRAP, STRAP.address, True, True, -67, NOW - 0.4)
FADED_STRAP = Entry(
    KnownStrap("F8:00:00:00:00:07"), "F8:00:00:00:00:07", rssi_dbm=-93, heard_at=NOW - 20
)
ABSENT = Entry(KnownTreadmill("00:1B:10:AA:BB:CD", "F63", obeys=False), "00:1B:10:AA:BB:CD", True)
BIKE = Entry(
    KnownBike("B1:00:00:00:00:18", "KICKR", chosen=True), "B1:00:00:00:00:18", True, True, -58, NOW
)
METER = Entry(
    KnownPowerMeter("F8:00:00:00:18:18", "Assioma", battery_percent=61),
    "F8:00:00:00:18:18",
    True,
    rssi_dbm=-62,
    heard_at=NOW,
)
CRANK = Entry(
    KnownCadenceSensor("F8:00:00:00:18:16", "RPM"),
    "F8:00:00:00:18:16",
    rssi_dbm=-71,
    heard_at=NOW,
)
POD = Entry(
    KnownPod("F8:00:00:00:18:14", "Stryd", battery_percent=90, one_foot=False),
    "F8:00:00:00:18:14",
    True,
    rssi_dbm=-66,
    heard_at=NOW,
)
RIDE = (BIKE, POD, METER, CRANK)
EVERYTHING = (KNOWN_TREADMILL, ABSENT, NEW_TREADMILL, KNOWN_STRAP, FADED_STRAP)


class FakeDevices:
    """Shows what it was given, and keeps what was wished."""

    def __init__(self, *entries: Entry, trouble: str = "", said: str = "") -> None:
        self.entries = entries
        self.trouble = trouble
        self.said = said
        self.wishes: list[tuple[str, ...]] = []

    def view(self) -> View:
        return View(NOW, self.entries, self.trouble, self.said)

    def remember(self, entry: Entry) -> None:
        self.wishes.append(("remember", entry.called))

    def rename(self, entry: Entry, own_name: str) -> None:
        self.wishes.append(("rename", entry.called, own_name))

    def pair(self, entry: Entry) -> None:
        self.wishes.append(("pair", entry.called))

    def forget(self, entry: Entry) -> None:
        self.wishes.append(("forget", entry.called))

    def choose(self, entry: Entry) -> None:
        self.wishes.append(("choose", entry.called))

    def read_battery(self, entry: Entry) -> None:
        self.wishes.append(("battery", entry.called))

    def can_check(self, entry: Entry) -> bool:
        self.wishes.append(("check", entry.called))
        return entry.heard_at is not None
