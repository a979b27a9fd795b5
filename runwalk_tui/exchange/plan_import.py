"""A workout of another program becomes a plan of the runner's: read, fitted, checked, not kept."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

from runwalk_tui.config.settings import Settings
from runwalk_tui.exchange import sentences_of_workouts as texts
from runwalk_tui.exchange.foreign import Answers, Key, OpenQuestionError, WorkoutFileError, to_plan
from runwalk_tui.exchange.workout_file import read_workout
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.plans.compose import LONGEST_NAME
from runwalk_tui.units.format import slug
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Plan


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A plan before the runner has said yes to it.

    Attributes:
        plan: As it would be kept.
        notes: What was assumed, changed or left out, and which limits it meets; a sentence each.
    """

    plan: Plan
    notes: tuple[str, ...]


def draft_plan(
    file: Path,
    answers: Answers,
    settings: Settings,
    *,
    name: str = "",
    machines: Sequence[KnownTreadmill] = (),
) -> PlanDraft:
    """Read a workout file and fit it to the runner and the belt.

    Args:
        file: A FIT workout, a Zwift or QDomyos-Zwift workout, or a text of Intervals.icu.
        answers: What the runner said where a file says nothing.
        settings: Have the runner's speeds and cap.
        name: What commands are to call the plan; by default made of its title.
        machines: The runner's treadmills, as far as they are known.

    Raises:
        OpenQuestionError: If it leaves open what only the runner knows.
        WorkoutFileError: If it cannot be read or used.
    """
    workout = read_workout(file, answers)
    titles = (name, slug(workout.title, LONGEST_NAME), slug(file.stem, LONGEST_NAME))
    called = next(filter(None, titles), "imported")
    try:
        plan, notes = to_plan(workout, called, settings)
    except ValueError as error:
        raise WorkoutFileError(file, str(error)) from error
    beyond = (note for machine in machines for note in belt_notes(plan, machine))
    return PlanDraft(plan, (*notes, *beyond))


_STAND_INS: Mapping[Key, Answers] = {
    "lengths": Answers(lengths="seconds"),
    "speeds": Answers(speeds="km/h"),
    "mile": Answers(mile_s=600.0),
    "threshold": Answers(threshold_kmh=10.0),
    "open": Answers(open_s=60.0),
}
"""What is taken for an answer only to find the questions that follow it."""


def open_questions(file: Path, answers: Answers, settings: Settings) -> list[OpenQuestionError]:
    """Everything that a workout file leaves open beside ``answers``, to be asked at once.

    Raises:
        WorkoutFileError: If it cannot be read or used.
    """
    found: list[OpenQuestionError] = []
    while len(found) < len(_STAND_INS):
        try:
            draft_plan(file, answers, settings)
        except OpenQuestionError as question:
            found.append(question)
            stand_in = _STAND_INS[question.key]
            named = {f.name: getattr(stand_in, f.name) for f in fields(stand_in)}
            answers = replace(answers, **{k: v for k, v in named.items() if v is not None})
        else:
            break
    return found


def belt_notes(plan: Plan, machine: KnownTreadmill) -> list[str]:
    """Say which steps are beyond the speeds of a treadmill; nothing where they are not known."""
    notes = []
    count, called = len(plan.steps), machine.called
    fastest, slowest = machine.maximum_kmh, machine.minimum_kmh
    if fastest:
        over = sum(step.speed_kmh > fastest for step in plan.steps)
        if over:
            notes.append(
                texts.FASTER_THAN_IT_GOES.format(
                    over=over, count=count, called=called, fastest=fastest
                )
            )
    if slowest:
        under = sum(step.speed_kmh < slowest for step in plan.steps)
        if under:
            notes.append(
                texts.SLOWER_THAN_IT_GOES.format(
                    under=under, count=count, called=called, slowest=slowest
                )
            )
    return notes
