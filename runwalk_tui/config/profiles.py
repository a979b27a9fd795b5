"""The runners of this machine: a TOML file a runner, and the current one."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec.structs import replace

from runwalk_tui.config import sentences
from runwalk_tui.config.atomic import store
from runwalk_tui.config.effective import EffectiveSettings, personal
from runwalk_tui.config.paths import runners_folder
from runwalk_tui.config.profile import Profile
from runwalk_tui.config.settings import load_settings
from runwalk_tui.config.toml import did_you_mean, read_toml
from runwalk_tui.errors import FileError
from runwalk_tui.training.advice.athlete import Experience, Goal
from runwalk_tui.units.format import slug
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.heart_control_state import Hold, HoldBy

LONGEST_ID = 40

_NOW = "now"
"""The file that names who runs; empty when the runner wished to have no profile."""


_HEALTH = "health-asked"
"""The file with the ids of runners who saw the questions about health."""

_NAMELESS = "-"
"""In that file, who has no profile."""


class RunnerError(FileError):
    """A runner's file cannot be used, or there is no such runner: one line on what to do."""


@dataclass(frozen=True, slots=True)
class RunnerEntry:
    """A runner in the list: whole, or with the one line that says why not."""

    id: str
    file: Path
    profile: Profile | None
    error: str | None = None

    @property
    def name(self) -> str:
        """The runner's name for people."""
        return (self.profile.name if self.profile else "") or self.id


def list_runners() -> list[RunnerEntry]:
    """Every runner who has a profile, by id."""
    return [_entry(file) for file in _files()]


def find_runner(word: str) -> str:
    """The id of the runner whose id or name is ``word``, in whatever case.

    Raises:
        RunnerError: If there is none, or several have that name.
    """
    entries, wanted = list_runners(), word.strip().casefold()
    same = [entry.id for entry in entries if entry.id.casefold() == wanted]
    same = same or [entry.id for entry in entries if entry.name.casefold() == wanted]
    if len(same) == 1:
        return same[0]
    if same:
        names = sentences.OR.join(same)
        raise RunnerError(word, sentences.SEVERAL_RUNNERS.format(names=names))
    if not entries:
        raise RunnerError(word, sentences.NO_RUNNER_YET)
    called = dict.fromkeys(each for entry in entries for each in (entry.id, entry.name))
    raise RunnerError(word, sentences.NO_RUNNER.format(hint=did_you_mean(word, called)))


def current_runner() -> str:
    """The id of who runs now: as it was chosen, else the first; empty without any profile."""
    ids = [file.stem for file in _files()]
    chosen = _chosen()
    return chosen if chosen in ids else next(iter(ids), "")


def was_asked() -> bool:
    """Return True if somebody has a profile, or wished to have none."""
    return _chosen() is not None or bool(_files())


def health_was_asked(runner_id: str) -> bool:
    """Return True if this runner saw the questions about health, answered or not."""
    return (runner_id or _NAMELESS) in _asked_of_health()


def note_health_asked(runner_id: str) -> None:
    """Keeps that this runner saw the questions about health; they come once.

    Raises:
        StoreError: If it cannot be kept.
    """
    asked = dict.fromkeys([*_asked_of_health(), runner_id or _NAMELESS])
    store(runners_folder() / _HEALTH, "".join(f"{each}\n" for each in asked))


def _asked_of_health() -> list[str]:
    try:
        return (runners_folder() / _HEALTH).read_text("utf-8", errors="replace").split()
    except OSError:
        return []


def use_runner(runner_id: str) -> None:
    """Makes this the current runner; an empty id means none by name.

    Raises:
        StoreError: If it cannot be kept.
    """
    store(runners_folder() / _NOW, f"{runner_id}\n")


def runner_after(runner_id: str) -> str:
    """The id of the next one by id; after the last comes the first."""
    ids = [file.stem for file in _files()]
    return next((each for each in ids if each > runner_id), ids[0])


def who_runs(runner: str | None = None, *, practice: bool = False) -> EffectiveSettings:
    """The settings as they hold for a runner, by id or name; by default for who runs now.

    Args:
        runner: Id or name; None is who runs now.
        practice: The devices are virtual: nothing counts as the runner's training.

    Raises:
        FileError: If there is no such runner, or a file cannot be used.
    """
    runner_id = current_runner() if runner is None else find_runner(runner)
    settings = load_settings()
    profile = load_profile(runner_id) if runner_id else None
    return replace(personal(settings, runner_id, profile), is_practice=practice)


def load_profile(runner_id: str) -> Profile:
    """The profile of the runner with this id.

    Raises:
        RunnerError: If it cannot be used.
    """
    return read_toml(profile_file(runner_id), Profile, RunnerError, is_foreign=False)


def save_profile(runner_id: str, profile: Profile) -> Path:
    """Writes a profile, readable and in place of the one before; returns where.

    Raises:
        StoreError: If it cannot be written.
    """
    file = profile_file(runner_id)
    store(file, _text(profile))
    return file


def profile_file(runner_id: str) -> Path:
    """The file of a runner's profile."""
    return runners_folder() / f"{runner_id}.toml"


def new_id(name: str) -> str:
    """An id that nobody has yet, made from a name: small letters, digits and hyphens."""
    stem = slug(name, LONGEST_ID) or "runner"
    taken = {file.stem.casefold() for file in _files()}
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def _files() -> list[Path]:
    """Every profile, by id."""
    return sorted(runners_folder().glob("*.toml"), key=lambda file: file.stem)


def _entry(file: Path) -> RunnerEntry:
    try:
        return RunnerEntry(file.stem, file, load_profile(file.stem))
    except RunnerError as error:
        return RunnerEntry(file.stem, file, None, str(error))


def _chosen() -> str | None:
    """The runner that was chosen; None if none ever was."""
    try:
        return (runners_folder() / _NOW).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return None


_HEADING = """\
# A runner of runwalk. Change what you like: what is missing or begins with # is not known.
# The program writes this file anew when the profile is changed on its screen.
"""


def _options(words: type[StrEnum]) -> str:
    *others, last = (f'"{word}"' for word in words)
    return f"{', '.join(others)} or {last}"


_COMMENTS = {
    "birth_year": "gives the maximum heart rate by age, 208 - 0.7 x age, give or take 10",
    "mass_kg": "for energy; 20 to 300",
    "max_bpm": "a measured maximum is better",
    "rest_bpm": "in the morning, lying down",
    "units": '"km" or "mi"',
    "pace": '"pace" (minutes a kilometre or mile) or "speed"',
    "cap_kmh": "the belt is never asked for more, 1 to 20 km/h",
    "experience": _options(Experience),
    "goal": _options(Goal),
    "injuries": 'of the last year, in your words, as in ["left knee"]',
    "days_a_week": "how often you have time, 1 to 7",
    "running_days": 'the weekdays that you run on, as in ["mon", "wed", "sat"]',
    "speeds": "What the names of speeds in plans mean to you, in km/h.",
    "screening": "True answers say to see a doctor before you train. They stay on this machine.",
    "blood_pressure": "high, and not under control",
    "heart": "heart trouble, unstable angina above all",
    "rhythm": "a serious disorder of its rhythm",
    "symptoms": "chest pain, faintness or breathlessness beyond the effort",
    "metabolic": "diabetes, or a disease of the kidneys",
    "pregnancy": "pregnant, or a birth in the last months",
    "beta_blockers": "you take them: the coach goes by effort and by no heart rate",
    "zones": "where your zones 1 to 5 begin, in percent, as in [50, 60, 70, 80, 90]",
    "coach": "What the program may change by your heart rate; by default nothing.",
    "lengthen_walks": "a walk may last until the heart has come down",
    "ease_runs": "where it does not come down, the next runs may be slower",
    "ceiling_bpm": "a run becomes a walk at this heart rate",
    "hold": f"towards the target heart rate of a step: {_options(Hold)}",
    "faster_kmh": "how far above the plan's speed that may lead, with your keys; 0 to 4",
    "console_heart": "without a strap, the heart rate of the treadmill's console counts as one's",
    "hold_by": f"what is led: {_options(HoldBy)}, in steps that name an incline",
}
"""The comment beside each key in the file."""


def _text(profile: Profile) -> str:
    """The profile as TOML, each key with what it means."""
    tables = msgspec.to_builtins(profile)
    plain = {key: value for key, value in tables.items() if not isinstance(value, dict)}
    parts = [_HEADING, *_lines(plain)]
    for key, table in tables.items():
        if isinstance(table, dict):
            parts += ["", f"# {_COMMENTS[key]}", f"[{key}]", *_lines(table)]
    return "\n".join(parts) + "\n"


def _lines(table: dict[str, object]) -> Iterable[str]:
    for key, value in table.items():
        comment = f"  # {_COMMENTS[key]}" if key in _COMMENTS else ""
        yield f"# {key} ={comment}" if value is None else f"{key} = {_written(value)}{comment}"


def _written(value: object) -> str:
    """A value as TOML, on one line."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_written, value))}]"
    import tomli_w

    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")


def keep_profile(runner_id: str, profile: Profile) -> str:
    """Writes a profile; without an id it is a new runner's, who runs from now on.

    Returns:
        The runner's id.

    Raises:
        StoreError: If it cannot be written.
    """
    kept_id = runner_id or new_id(profile.name)
    save_profile(kept_id, profile)
    if not runner_id:
        use_runner(kept_id)
    return kept_id
