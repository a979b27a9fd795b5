"""Workouts that others wrote: what a file says, what it leaves open, and the plan made of it.

A reader turns a file into a `ForeignWorkout`. What its format leaves open is an `Open` question,
answered by the runner and never guessed; what was assumed stands in words in the workout's notes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal, TypeVar

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.config.settings import Settings
from runwalk_tui.errors import FileError
from runwalk_tui.exchange import sentences_of_workouts as texts
from runwalk_tui.language import titles, tr
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Kind, Plan, Step

LARGEST_OCTETS: Final = 4 * 1024 * 1024
"""No workout is larger; a file that is, is not read."""

MOST_STEPS: Final = 2000
LONGEST_S: Final = 86_400.0
FASTEST_KMH: Final = 20.0
LEAST_S: Final = 1.0

RAMP_PIECE_S: Final = 30.0
"""A ramp becomes steps of at least this length."""

RAMP_W: Final = 10.0
EASY_SHARE: Final = 0.55
"""Up to this share of the FTP a rider recovers (Allen and Coggan)."""

RAMP_KMH: Final = 0.5
"""The steps of a ramp differ by at least this."""

UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")

Key = Literal["lengths", "speeds", "mile", "threshold", "open"]


class WorkoutFileError(FileError):
    """A workout file cannot be taken: one line with the file, the place, and what to do."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The runner's answers where a file says nothing.

    Attributes:
        lengths: What bare lengths are: "seconds" or "metres".
        speeds: What bare speeds are: "km/h" or "mph".
        mile_s: Time over a mile run hard (a Magic Mile), in seconds: gives race paces.
        threshold_kmh: Speed that can be held for about an hour.
        open_s: How long a step takes that ends when a key is pressed.
    """

    lengths: Literal["seconds", "metres"] | None = None
    speeds: Literal["km/h", "mph"] | None = None
    mile_s: float | None = None
    threshold_kmh: float | None = None
    open_s: float | None = None


class OpenQuestionError(ValueError):
    """The file leaves something open that the runner must say.

    Attributes:
        key: Which of `Answers` is missing.
        question: In words, with what hangs on it.
        option: How a command answers it.
    """

    def __init__(self, key: Key, question: str, option: str) -> None:
        super().__init__(texts.SAY_IT.format(question=question, option=option))
        self.key, self.question, self.option = key, question, option


@dataclass(frozen=True, slots=True)
class ForeignStep:
    """One stretch as a file has it, before it is fitted to a belt.

    Attributes:
        seconds: Length; this or ``metres``, both above 0.
        metres: Length.
        until_bpm: Ends earlier when the heart rate is at or below this; with ``seconds``.
        speed_kmh: Speed at its beginning; None leaves it to the kind.
        end_kmh: Speed at its end where it is a ramp.
        incline_percent: None leaves the machine as it is.
        hold_bpm: The heart rate to keep, lowest and highest; twice the same is a target.
        power_w, end_power_w: Power on a bike, at its beginning and, where it is a ramp, its end.
        power_share, end_share: The same as shares of the rider's FTP.
        kind: What the file calls it; None is found by the speed or the power.
        where: Its place in the file, for messages.
    """

    seconds: float | None = None
    metres: float | None = None
    until_bpm: int | None = None
    speed_kmh: float | None = None
    end_kmh: float | None = None
    incline_percent: float | None = None
    hold_bpm: tuple[int, int] | None = None
    power_w: float | None = None
    end_power_w: float | None = None
    power_share: float | None = None
    end_share: float | None = None
    kind: Kind | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class ForeignWorkout:
    """A workout file, understood.

    Attributes:
        title: As the file has it, "" if it has none.
        about: A description, "" if there is none.
        steps: In order, repeats expanded, at least one.
        notes: What was assumed or left out, a sentence each.
        format: What kind of file it was.
        source: Name of the file.
    """

    title: str
    about: str
    steps: tuple[ForeignStep, ...]
    notes: tuple[str, ...]
    format: str
    source: str = ""


T = TypeVar("T")
Reader = Callable[[bytes, Answers], ForeignWorkout]


def repeated(rounds: int, steps: Sequence[T], where: str, so_far: int = 0) -> Iterator[T]:
    """The steps so many times, never more than a plan may have.

    Raises:
        ValueError: If the count is not 1 or more, or there would be too many steps.
    """
    if rounds < 1:
        raise ValueError(texts.REPEATS.format(where=where, count=rounds))
    if so_far + rounds * len(steps) > MOST_STEPS:
        raise ValueError(texts.TOO_MANY_IN_ALL.format(where=where, most=MOST_STEPS))
    for _ in range(rounds):
        yield from steps


def text_of_octets(data: bytes) -> str:
    """A text file: UTF-16 by its mark, UTF-8, or what Windows wrote before that.

    Raises:
        ValueError: If it is no text.
    """
    try:
        if data.startswith(UTF_16_MARKS):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise ValueError(texts.NO_TEXT) from None
    if any(sign < " " and sign not in "\t\r\n\f\x1a" for sign in text):
        raise ValueError(texts.NO_TEXT)
    return text


def number(
    text: str | None, where: str, key: str = "", *, least: float = 0.0, most: float = 1e6
) -> float | None:
    """A finite number within the limits, None for a missing one.

    Args:
        text: As the file has it.
        where: Its place in the file, for messages.
        key: What the file calls it, for messages.
        least: The lowest that is allowed.
        most: The highest.

    Raises:
        ValueError: If it is something else.
    """
    if text is None or not text.strip():
        return None
    if key:
        where = f"{where}, {key}"
    try:
        value = float(text)
    except ValueError:
        raise ValueError(texts.NO_NUMBER.format(where=where, text=plain(text)[:30])) from None
    if not least <= value <= most:
        raise ValueError(
            texts.OUTSIDE.format(where=where, text=text.strip()[:30], least=least, most=most)
        )
    return value


def to_plan(workout: ForeignWorkout, name: str, settings: Settings) -> tuple[Plan, tuple[str, ...]]:
    """The plan of a workout, fitted to a belt, and everything that was assumed on the way.

    Args:
        workout: As its reader gave it.
        name: What commands are to call it.
        settings: Have the runner's speeds and cap.

    Raises:
        ValueError: If it is too long, has no step, or a step fits no belt; says which.
    """
    notes = list(workout.notes)
    steps: list[Step] = []
    for foreign in workout.steps:
        for piece in _pieces(_in_watts(foreign, settings, notes)):
            steps.append(_step(piece, settings, notes))
            if len(steps) > MOST_STEPS:
                raise ValueError(texts.TOO_MANY_FOR_A_PLAN.format(most=MOST_STEPS))
    if not steps:
        raise ValueError(texts.NO_STEP_THERE)
    plan = Plan(name, workout.title or name, tuple(steps), _about(workout))
    if plan.planned_s > LONGEST_S:
        raise ValueError(texts.TOO_LONG.format(hours=plan.planned_s / 3600))
    over = sum(step.speed_kmh > settings.cap_kmh for step in steps)
    if over:
        notes.append(texts.ABOVE_YOUR_CAP.format(over=over, count=len(steps), cap=settings.cap_kmh))
    return plan, tuple(dict.fromkeys(notes))


def _about(workout: ForeignWorkout) -> str:
    template = titles.IMPORTED_FILE if workout.source else titles.IMPORTED
    origin = template.format(format=workout.format, source=workout.source)
    about = workout.about[:400].strip()
    return f"{about} {origin}" if about else origin


def _in_watts(step: ForeignStep, settings: Settings, notes: list[str]) -> ForeignStep:
    """The step with its power in watts, and the kind that its power makes it.

    Raises:
        ValueError: If it needs the rider's FTP, which is not known.
    """
    ftp_w = settings.runner.ftp_w
    if step.power_share is None and step.power_w is None:
        return step
    if step.power_share is not None:
        if ftp_w is None:
            raise ValueError(texts.NO_FTP)
        notes.append(texts.BY_FTP.format(watts=ftp_w))
        end_share = step.power_share if step.end_share is None else step.end_share
        step = replace(step, power_w=step.power_share * ftp_w, end_power_w=end_share * ftp_w)
    easy_w = EASY_SHARE * (ftp_w or 150)
    kind = Kind.RUN if (step.power_w or 0) > easy_w else Kind.WALK
    return replace(step, kind=step.kind or kind)


def _power_pieces(step: ForeignStep) -> Iterator[ForeignStep]:
    """A ramp of power as level steps around it."""
    start_w = step.power_w or 0.0
    end_w = start_w if step.end_power_w is None else step.end_power_w
    count = max(
        1, min(int((step.seconds or 0) / RAMP_PIECE_S), round(abs(end_w - start_w) / RAMP_W))
    )
    for index in range(count):
        yield replace(
            step,
            seconds=None if step.seconds is None else step.seconds / count,
            metres=None if step.metres is None else step.metres / count,
            power_w=round(start_w + (end_w - start_w) * (index + 0.5) / count),
            end_power_w=None,
        )


def _pieces(step: ForeignStep) -> Iterator[ForeignStep]:
    """A ramp as level steps around it; anything else as it is."""
    if step.power_w is not None:
        yield from _power_pieces(step)
        return
    start, end = step.speed_kmh, step.end_kmh
    if start is None or end is None or start == end:
        yield replace(step, end_kmh=None)
        return
    length_s = step.seconds or (step.metres or 0.0) / ((start + end) / 2 / 3.6)
    count = max(1, min(int(length_s / RAMP_PIECE_S), round(abs(end - start) / RAMP_KMH)))
    for index in range(count):
        share = (index + 0.5) / count
        yield replace(
            step,
            seconds=None if step.seconds is None else step.seconds / count,
            metres=None if step.metres is None else step.metres / count,
            speed_kmh=round(start + (end - start) * share, 1),
            end_kmh=None,
        )


def _step(step: ForeignStep, settings: Settings, notes: list[str]) -> Step:
    kind = step.kind or _kind_by_speed(step.speed_kmh, settings)
    speed_kmh = step.speed_kmh
    if speed_kmh is None and step.power_w is not None:
        speed_kmh = _usual(kind, settings)
    if speed_kmh is None:
        speed_kmh = _usual(kind, settings)
        notes.append(texts.YOUR_SPEED.format(kind=tr(kind), kmh=speed_kmh))
    if not 0 < speed_kmh <= FASTEST_KMH:
        raise ValueError(
            texts.NO_BELT_SPEED.format(where=step.where, kmh=speed_kmh, most=FASTEST_KMH)
        )
    incline = step.incline_percent
    if incline is not None and not -5 <= incline <= 15:
        kept = min(15.0, max(-5.0, incline))
        notes.append(texts.INCLINE_BECOMES.format(incline=incline, kept=kept))
        incline = kept
    if step.seconds is not None and step.seconds < LEAST_S:
        raise ValueError(texts.TOO_SHORT.format(where=step.where, seconds=step.seconds))
    try:
        return Step(
            kind,
            round(speed_kmh, 2),
            duration_s=None if step.seconds is None else round(step.seconds, 1),
            distance_m=None if step.metres is None else round(step.metres, 1),
            until_bpm=step.until_bpm,
            incline_percent=incline,
            hold_bpm=step.hold_bpm,
            power_w=step.power_w,
        )
    except ValueError as error:
        raise ValueError(f"{step.where}: {error}") from error


def _kind_by_speed(speed_kmh: float | None, settings: Settings) -> Kind:
    """Walking up to half-way between brisk walking and running; running without a speed."""
    speeds = settings.speeds
    if speed_kmh is None or speed_kmh > (speeds.brisk + speeds.run) / 2:
        return Kind.RUN
    return Kind.WALK


def _usual(kind: Kind, settings: Settings) -> float:
    speeds: Mapping[Kind, float] = {
        Kind.WARM_UP: settings.speeds.brisk,
        Kind.RUN: settings.speeds.run,
        Kind.WALK: settings.speeds.walk,
        Kind.SURGE: settings.speeds.surge,
        Kind.COOL_DOWN: settings.speeds.walk,
    }
    return speeds[kind]
