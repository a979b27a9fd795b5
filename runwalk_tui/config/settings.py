"""The settings, kept in ``settings.toml``; without the file, the defaults."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct, field

from runwalk_tui.config import sentences
from runwalk_tui.config.atomic import store
from runwalk_tui.config.paths import make_folder, settings_file
from runwalk_tui.config.toml import convert_tables, read_toml
from runwalk_tui.errors import FileError, StoreError, reason
from runwalk_tui.language.catalogues import LANGUAGES
from runwalk_tui.training.physiology.zones import tanaka_max_bpm

if TYPE_CHECKING:
    from runwalk_tui.workout.runner import RunnerProfile

THEME_NAMES = ("runwalk-dark", "runwalk-light", "runwalk-contrast")
"""The names of the colour themes."""

Year = Annotated[int, Meta(ge=1900, le=2100)]
MassKg = Annotated[float, Meta(ge=20, le=300)]
MaxBpm = Annotated[int, Meta(ge=100, le=230)]
RestBpm = Annotated[int, Meta(ge=25, le=120)]
FtpW = Annotated[int, Meta(ge=30, le=600)]
SpeedKmh = Annotated[float, Meta(gt=0, le=20)]
AdapterName = Annotated[str, Meta(pattern="^hci[0-9]+$")]
CapKmh = Annotated[float, Meta(ge=1, le=20)]
NudgeKmh = Annotated[float, Meta(gt=0, le=0.5)]
Port = Annotated[int, Meta(ge=0, le=65535)]
Volume = Annotated[int, Meta(ge=0, le=100)]
Percent = Annotated[int, Meta(ge=20, le=100)]


class SettingsError(FileError):
    """The settings file cannot be used: one line with the file, the key, and what to do."""


class RunnerSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The runner's body. Heart rates in bpm; ``ftp_w`` in watts; None is not known."""

    name: str = ""
    birth_year: Year | None = None
    mass_kg: MassKg = 70.0
    max_bpm: MaxBpm | None = None
    rest_bpm: RestBpm | None = None
    ftp_w: FtpW | None = None

    def __post_init__(self) -> None:
        if self.max_bpm and self.rest_bpm and self.rest_bpm >= self.max_bpm:
            raise ValueError(sentences.REST_BELOW_MAXIMUM.format(rest=self.rest_bpm))


class Speeds(Struct, frozen=True, forbid_unknown_fields=True):
    """The named speeds of plans, in km/h."""

    walk: SpeedKmh = 5.0
    brisk: SpeedKmh = 6.0
    run: SpeedKmh = 8.5
    surge: SpeedKmh = 11.0


class Devices(Struct, frozen=True, forbid_unknown_fields=True):
    """Devices to connect to, by name or address; None takes the chosen, else the nearest.

    ``adapter`` is which Bluetooth adapter to use on Linux, such as "hci1"; None is the first that
    is on.
    """

    treadmill: str | None = None
    strap: str | None = None
    adapter: AdapterName | None = None
    pod: str | None = None


class Broadcast(Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of ``--broadcast``, which shows a workout to other programs.

    ``host`` is the address of this computer to listen at, ``port`` where apps connect, and
    ``mqtt`` a broker to publish to as well, such as "mqtt://broker.local"; empty is none.
    """

    host: str = "127.0.0.1"
    port: Port = 36866
    mqtt: str = ""


Zones = tuple[Percent, Percent, Percent, Percent, Percent]
"""Lower bounds of zones 1 to 5."""


def check_zones(zones: Zones) -> None:
    """Raises `ValueError` if the floors do not ascend."""
    if any(low >= high for low, high in pairwise(zones)):
        raise ValueError(sentences.ZONES)


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that a runner can choose.

    Attributes:
        units: Whether people read kilometres or miles.
        pace: Whether people read minutes a kilometre (mile) or speed.
        cap_kmh: The belt is never asked for more, 1 to 20 km/h.
        nudge_kmh: What one press of a speed key adds, above 0 and at most 0.5 km/h.
        lead: The belt is asked ahead of a change, so that it passes the middle at the boundary.
        zones: Where heart-rate zones 1 to 5 begin, in ascending percent of the maximum, or of the
            reserve above the resting rate where that is known.
        sound: How cues sound: the system's voice, the terminal's bell, or not at all.
        voice: Which of the system's voices speaks, by its name; empty takes the system's choice.
        volume: How loud the voice is, 0 to 100 percent.
        countdown: The last three seconds before a change beep.
        splits: What is spoken on the way: half of the workout, each kilometre (mile), or both.
        encouragement: A good word after a run.
        keys: Other keys for actions, by the actions' names.
        theme: Name of the colours; None leaves them to the program.
        language: Code of the language of screens and voice; empty takes the terminal's.
    """

    runner: RunnerSettings = field(default_factory=RunnerSettings)
    units: Literal["km", "mi"] = "km"
    pace: Literal["pace", "speed"] = "pace"
    speeds: Speeds = field(default_factory=Speeds)
    cap_kmh: CapKmh = 12.0
    nudge_kmh: NudgeKmh = 0.1
    lead: bool = True
    zones: Zones = (50, 60, 70, 80, 90)
    sound: Literal["voice", "bell", "off"] = "voice"
    voice: str = ""
    volume: Volume = 100
    countdown: bool = True
    splits: Literal["off", "halfway", "distance", "both"] = "off"
    encouragement: bool = False
    devices: Devices = field(default_factory=Devices)
    broadcast: Broadcast = field(default_factory=Broadcast)
    theme: str | None = None
    language: str = ""
    keys: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_zones(self.zones)
        if self.language and self.language not in LANGUAGES:
            known = ", ".join(LANGUAGES)
            raise ValueError(sentences.LANGUAGE.format(language=self.language, known=known))
        if self.theme is not None and self.theme not in THEME_NAMES:
            known = ", ".join(THEME_NAMES)
            raise ValueError(sentences.THEME.format(theme=self.theme, known=known))

    def max_bpm(self, year: int | None = None) -> int:
        """Maximal heart rate: as given, else by age in ``year`` (this one), else 185 bpm."""
        if self.runner.max_bpm is not None:
            return self.runner.max_bpm
        if self.runner.birth_year is None:
            return _usual().max_bpm
        return tanaka_max_bpm(max(0, (year or date.today().year) - self.runner.birth_year))

    def profile(self, year: int | None = None) -> "RunnerProfile":
        """Return what a workout needs to know of the runner, as of ``year`` (this one)."""
        return replace(
            _usual(),
            name=self.runner.name,
            cap_kmh=self.cap_kmh,
            mass_kg=self.runner.mass_kg,
            max_bpm=self.max_bpm(year),
            zone_floors_percent=self.zones,
            lead=self.lead,
            ftp_w=self.runner.ftp_w or _usual().ftp_w,
            rest_bpm=self.runner.rest_bpm or 0,
        )


def _usual() -> "RunnerProfile":
    """A runner of whom nothing is known."""
    from runwalk_tui.workout.runner import RunnerProfile

    return RunnerProfile()


def load_settings(file: Path | None = None) -> Settings:
    """The settings in ``file``, by default the runner's own; a missing file means the defaults.

    Raises:
        SettingsError: If the file is there and cannot be used.
    """
    try:
        return read_toml(file or settings_file(), Settings, SettingsError)
    except SettingsError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return Settings()
        raise


def write_default_settings(file: Path | None = None) -> Path:
    """Writes every setting with its default and what it means; returns where.

    Raises:
        StoreError: If the file is there already or cannot be written.
    """
    file = file or settings_file()
    make_folder(file.parent)
    try:
        file.touch(mode=0o600, exist_ok=False)
        file.write_text(DEFAULT_FILE, encoding="utf-8")
    except FileExistsError as error:
        raise StoreError(sentences.IS_THERE.format(file=file)) from error
    except OSError as error:
        raise StoreError(sentences.NOT_WRITTEN.format(file=file, why=reason(error))) from error
    return file


def save_settings(values: Mapping[str, object], file: Path | None = None) -> None:
    """Changes settings in the file, by their keys; the rest of it stays as it was written.

    Raises:
        SettingsError: If one is not allowed, or the file cannot be changed line by line.
        StoreError: If it cannot be written.
    """
    import tomllib

    from runwalk_tui.config.edit_toml import EditError, with_values

    file = file or settings_file()
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        text = DEFAULT_FILE
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(file, sentences.NOT_CHANGED.format(why=error)) from error
    try:
        changed = with_values(text, values)
    except EditError as error:
        raise SettingsError(file, sentences.NOT_CHANGED_HERE.format(why=error)) from error
    convert_tables(file, tomllib.loads(changed), Settings, SettingsError)
    store(file, changed)


DEFAULT_FILE = """\
# Settings of runwalk. Every value here is the default: change what you like, delete the rest.

# Shown units: "km" or "mi"; "pace" (minutes a kilometre or mile) or "speed".
units = "km"
pace = "pace"

# The belt is never asked for more than this, whatever a plan says. 1 to 20 km/h.
cap_kmh = 12.0

# What one press of a speed key adds: 0.1 or 0.5, at most 0.5 km/h.
nudge_kmh = 0.1

# Send each speed early, by at most 10 s, so that the belt is half-way there when the step
# begins; only once the response of this belt is known. true or false.
lead = true

# Where heart-rate zones 1 to 5 begin, in percent of your maximum heart rate; with rest_bpm known,
# of what lies between rest and maximum.
zones = [50, 60, 70, 80, 90]

# How cues sound: "voice" (the system's own), "bell" (the terminal's) or "off".
sound = "voice"

# Which voice speaks, by its name (espeak-ng --voices, say -v ?), and how loud, in percent.
voice = ""
volume = 100

# Beeps in the last three seconds before a change. true or false.
countdown = true

# What else is spoken: "off", "halfway", "distance" (each kilometre or mile) or "both"; and a good
# word after each run. true or false.
splits = "off"
encouragement = false

# Colours, by name; without a name the program's own.
# theme = "runwalk-light"

# Language of screens and voice: "en" or "de"; empty: the terminal's.
language = ""

[runner]
name = ""
mass_kg = 70.0        # for energy; 20 to 300
# birth_year = 1980   # gives the maximum heart rate by age, 208 - 0.7 x age, give or take 10
# max_bpm = 185       # a measured maximum is better
# rest_bpm = 60       # in the morning, lying down
# ftp_w = 150         # power on a bike that you could keep for an hour, in watts

# What the names of speeds in plans mean, in km/h.
[speeds]
walk = 5.0
brisk = 6.0
run = 8.5
surge = 11.0

# Your devices, by name or address. They override what you choose on the devices screen; without
# either, the nearest is used.
[devices]
# treadmill = "F80"
# strap = "Polar H10"
# pod = "RunPod"
# adapter = "hci1"             # on Linux: which Bluetooth adapter

# What 'runwalk run --broadcast' shows to Zwift and other apps, and to whom: 127.0.0.1 is this
# computer, 0.0.0.0 all of your network. An MQTT broker is told as well where one is named.
[broadcast]
# host = "0.0.0.0"
# mqtt = "mqtt://user@broker.local"

# Other keys, by the names that the settings screen shows. A page turner sends pageup and pagedown.
[keys]
# "run.skip" = "pagedown,media_track_next"
"""
