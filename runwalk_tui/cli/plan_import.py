"""Imports a workout of another program as a plan: preview, questions, and the runner's yes."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated

from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.asking import agrees
from runwalk_tui.cli.options import RunnerOption, option
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.exchange.answers import answered
from runwalk_tui.exchange.foreign import Answers, Key, OpenQuestionError
from runwalk_tui.exchange.plan_import import PlanDraft, draft_plan, open_questions
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.sound_entries import sound_entries
from runwalk_tui.journal.stats import all_stats
from runwalk_tui.known_devices.known_treadmill import KnownTreadmill
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.language import decimal
from runwalk_tui.plans.chart import draw_profile
from runwalk_tui.plans.compose import plan_name
from runwalk_tui.plans.loader import taken_names
from runwalk_tui.plans.writer import save_plan
from runwalk_tui.session.needs_terminal import has_terminal
from runwalk_tui.training.history.magic_miles import miles
from runwalk_tui.training.programmes.builder import SpecError
from runwalk_tui.units.format import METRES

COMMAND = "plans import"


def import_(
    file: Path,
    *,
    lengths: Annotated[str, option("Unit of bare lengths: seconds or metres.")] = "",
    speeds: Annotated[str, option("Unit of bare speeds: km/h or mph.")] = "",
    mile: Annotated[str, option("Your time for a mile run hard, like 9:30.")] = "",
    threshold: Annotated[str, option("The pace you could hold for an hour, like 5:00.")] = "",
    open: Annotated[str, option("Length of steps that would end at a key press, like 5:00.")] = "",
    name: Annotated[str, option("Name of the plan. Default: made from its title.")] = "",
    yes: Annotated[bool, option("Save it without asking.")] = False,
    force: Annotated[bool, option("Replace a plan of this name.")] = False,
    runner: RunnerOption = None,
) -> int:
    """Import a workout of another program: FIT, Zwift, QDomyos-Zwift, Intervals.icu text.

    Parameters
    ----------
    file
        File of the workout; you are asked about what it leaves open.
    """
    texts: dict[Key, str] = {
        "lengths": lengths,
        "speeds": speeds,
        "mile": mile,
        "threshold": threshold,
        "open": open,
    }
    return _import(file, texts, name, runner, yes=yes, force=force)


def _import(
    file: Path,
    texts: Mapping[Key, str],
    name: str,
    runner: str | None,
    *,
    yes: bool,
    force: bool,
) -> int:
    """Shows what a workout file becomes, and keeps it as a plan once the runner agrees.

    Args:
        file: The workout.
        texts: What the options say, by what they answer; "" where they say nothing.
        name: What commands are to call it; "" leaves that to its title.
        runner: Whose it is to be.
        yes: It is kept without asking.
        force: It may replace a plan of that name.

    Raises:
        UsageError: If an option makes no sense, or a question is open and nobody is there.
        FileError: If the file cannot be used.
    """
    mine = who_runs(runner)
    answers = Answers()
    for key, text in texts.items():
        if text:
            answers = _answered(answers, key, text, mine)
    draft = _draft(file, answers, mine, _name(name), known_mile=not texts.get("mile"))
    _show(draft, mine)
    if draft.plan.name.casefold() in taken_names(force=force):
        raise UsageError(refusals.IMPORT_IS_THERE.format(name=draft.plan.name))
    if not yes:
        if not has_terminal():
            raise UsageError(refusals.IMPORT_WITHOUT_YES)
        if not agrees(sentences.KEEP_IT.format(name=draft.plan.name)):
            print(sentences.NOTHING_KEPT)
            return DONE
    print(save_plan(draft.plan, mine))
    return DONE


def _draft(
    file: Path, answers: Answers, mine: EffectiveSettings, name: str, *, known_mile: bool
) -> PlanDraft:
    """The draft, once every question that the file leaves open has its answer."""
    machines = [each for each in DeviceRegistry().of(KnownTreadmill) if each.virtual is None]
    mile = ""
    while True:
        try:
            draft = draft_plan(file, answers, mine, name=name, machines=machines)
        except OpenQuestionError as error:
            if error.key == "mile" and known_mile and not mile and (found := _last_mile(mine)):
                mile_s, mile = found
                answers = replace(answers, mile_s=mile_s)
                continue
            questions = open_questions(file, answers, mine)
            if not has_terminal():
                asked = "; ".join(map(str, questions))
                raise UsageError(f"{COMMAND}: {file}: {asked}") from error
            for question in questions:
                answers = _ask(answers, question, mine)
        else:
            return replace(draft, notes=(mile, *draft.notes)) if mile else draft


def _last_mile(mine: EffectiveSettings) -> tuple[float, str] | None:
    """The runner's last Magic Mile, and a sentence that says that it was taken."""
    with Journal.open() as journal:
        found = miles(all_stats(journal, mine.id), sound_entries(journal, mine.id))
    if not found:
        return None
    return found[-1].mile_s, sentences.LAST_MILE.format(day=found[-1].at[:10])


def _ask(answers: Answers, open_question: OpenQuestionError, mine: EffectiveSettings) -> Answers:
    """Asks until the answer makes sense; an empty one leaves.

    Raises:
        UsageError: If the runner leaves.
    """
    print(f"{open_question.question[:1].upper()}{open_question.question[1:]}.")
    while True:
        try:
            text = input(f"{_prompt(open_question.key)} ").strip()
        except EOFError:
            text = ""
        if not text:
            raise UsageError(refusals.IMPORT_LEFT.format(question=open_question))
        try:
            return _answered(answers, open_question.key, text, mine)
        except UsageError as error:
            print(error)


def _prompt(key: Key) -> str:
    """Return what an answer may be, as it is asked for."""
    return {
        "lengths": sentences.LENGTHS,
        "speeds": sentences.SPEEDS,
        "mile": sentences.MILE,
        "threshold": sentences.THRESHOLD,
        "open": sentences.OPEN_STEP,
    }[key]


def _answered(answers: Answers, key: Key, text: str, mine: EffectiveSettings) -> Answers:
    """The answers and one more.

    Raises:
        UsageError: If it makes no sense; says what to write.
    """
    try:
        return answered(answers, key, text, mine.units)
    except ValueError as error:
        raise UsageError(f"{COMMAND}: --{key} {text[:30]}: {error}") from error


def _name(text: str) -> str:
    """A name for a file, "" for none.

    Raises:
        UsageError: If no file can be called that.
    """
    try:
        return plan_name(text) if text.strip() else ""
    except SpecError as error:
        raise UsageError(f"{COMMAND}: --name: {error}") from error


def _show(draft: PlanDraft, mine: EffectiveSettings) -> None:
    plan = draft.plan
    minutes, far = round(plan.planned_s / 60), plan.planned_m / METRES[mine.units]
    size = f"{minutes} min {decimal(f'{far:.1f}')} {mine.units}"
    print(sentences.IMPORTED_STEPS(len(plan.steps), title=plan.title, size=size))
    if plan.about:
        print(plan.about)
    print()
    for line in draw_profile(plan, min(100, get_terminal_size((80, 24)).columns), 10, mine.units):
        print(line)
    print()
    for note in draft.notes:
        print(f"- {note[:1].upper()}{note[1:]}.")
    sys.stdout.flush()
