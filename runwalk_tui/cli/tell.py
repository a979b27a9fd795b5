"""Tells the coach how the runner is, without a screen; answers with what follows from it."""

from typing import Annotated, Literal

from cyclopts import App, Parameter

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.coach import today
from runwalk_tui.cli.options import WHOLE, Practice, RunnerOption
from runwalk_tui.coaching.own_ftp import ftp_of, keep_ftp
from runwalk_tui.coaching.service import CoachingService
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.training.advice.pain_places import is_known
from runwalk_tui.training.advice.pain_vocabulary import Place
from runwalk_tui.training.history.diary_entries import Level
from runwalk_tui.training.sentences_of_questions import Asks
from runwalk_tui.units.format import in_units

tell = App(name="tell", help="Tell the coach how you are, without a screen.")

Grade = Literal["good", "fair", "poor"]
Pain = Annotated[int | None, Parameter(help="Worst pain, 0 to 10."), WHOLE]
Where = Annotated[str, Parameter(help="Where it hurts.")]
Session = Annotated[str, Parameter(help="Number of the session in the history, or last.")]

_LEVELS: dict[Grade, Level] = {"good": Level.GOOD, "fair": Level.FAIR, "poor": Level.POOR}


@tell.command
def check_in(
    *,
    sleep: Annotated[Grade, Parameter(help="How you slept.")] = "good",
    soreness: Annotated[Grade, Parameter(help="How your muscles feel.")] = "good",
    stress: Annotated[Grade, Parameter(help="How you cope with stress.")] = "good",
    pain: Pain = None,
    where: Where = "",
    runner: RunnerOption = None,
    practice: Practice = False,
) -> int:
    """Say how you are before a workout."""
    _check(pain, "--pain", 0)
    CoachingService(who_runs(runner, practice=practice)).check_in(
        sleep=_LEVELS[sleep],
        soreness=_LEVELS[soreness],
        stress=_LEVELS[stress],
        pain=pain,
        where=where.strip(),
    )
    _say_place(where)
    return today(runner=runner, practice=practice)


@tell.command
def effort(
    effort: Annotated[int | None, WHOLE] = None,
    *,
    pain: Pain = None,
    where: Where = "",
    sharp: Annotated[
        bool, Parameter(help="The pain grew, turned sharp or changed your gait.")
    ] = False,
    feel: Annotated[
        int | None, Parameter(help="How you felt, 1 (very weak) to 5 (very strong)."), WHOLE
    ] = None,
    note: Annotated[str, Parameter(help="Your note.")] = "",
    session: Session = "last",
    runner: RunnerOption = None,
    practice: Practice = False,
) -> int:
    """Say after a workout how hard it was, and what hurt.

    Parameters
    ----------
    effort
        How hard it was, 1 to 10.
    """
    _check(effort, refusals.THE_EFFORT, 1)
    _check(pain, "--pain", 0)
    _check(feel, "--feel", 1, 5)
    mine = who_runs(runner, practice=practice)
    said = CoachingService(mine).after_session(
        session,
        effort=effort,
        pain=pain,
        where=where.strip(),
        note=note.strip(),
        sharp=sharp,
        feel=feel,
    )
    print(in_units(said, mine.units))
    _say_place(where)
    return DONE


@tell.command
def next_day(
    *,
    pain: Pain = 0,
    swollen: Annotated[bool, Parameter(help="Swelling or stiffness.")] = False,
    session: Session = "last",
    runner: RunnerOption = None,
    practice: Practice = False,
) -> int:
    """Say on the day after a workout what still hurts."""
    _check(pain, "--pain", 0)
    CoachingService(who_runs(runner, practice=practice)).day_after(
        session, pain or 0, swollen=swollen
    )
    return today(runner=runner, practice=practice)


@tell.command
def pain(
    pain: Annotated[int, WHOLE],
    *,
    where: Where = "",
    runner: RunnerOption = None,
    practice: Practice = False,
) -> int:
    """Say how strong a pain is now; tell each place by itself.

    Parameters
    ----------
    pain
        Pain now, 0 to 10.
    """
    _check(pain, refusals.THE_PAIN, 0)
    CoachingService(who_runs(runner, practice=practice)).pain_now(pain, where.strip())
    _say_place(where)
    if pain and not where.strip():
        print(Asks.PLACELESS(pain=pain))
    return today(runner=runner, practice=practice)


@tell.command
def ftp(
    *,
    session: Session = "last",
    use: Annotated[bool, Parameter(help="Use the result from now on.")] = False,
    runner: RunnerOption = None,
    practice: Practice = False,
) -> int:
    """Show the result of an FTP test; --use adopts it."""
    mine = who_runs(runner, practice=practice)
    ftp_w = ftp_of(mine, session)
    if ftp_w is None:
        raise UsageError(refusals.NO_FTP_TEST)
    if not use:
        print(Asks.FTP_FOUND(ftp=ftp_w, known=mine.profile().ftp_w))
        return DONE
    keep_ftp(mine, ftp_w)
    print(Asks.FTP_KEPT(ftp=ftp_w))
    return DONE


@tell.command
def doctor(*, runner: RunnerOption = None, practice: Practice = False) -> int:
    """Say that a doctor knows and does not advise against running."""
    CoachingService(who_runs(runner, practice=practice)).doctor_saw()
    return today(runner=runner, practice=practice)


@tell.command
def ready(
    *,
    walks: Annotated[bool, Parameter(help="30 minutes of brisk walking without pain.")] = False,
    no_swelling: Annotated[bool, Parameter(help="No swelling and no stiffness.")] = False,
    cleared: Annotated[
        bool, Parameter(help="Whoever treats you does not advise against it.")
    ] = False,
    runner: RunnerOption = None,
    practice: Practice = False,
) -> int:
    """Say which conditions for running after an injury are met."""
    service = CoachingService(who_runs(runner, practice=practice))
    service.ready(walks=walks, no_swelling=no_swelling, cleared=cleared)
    return today(runner=runner, practice=practice)


def _check(value: int | None, what: str, lowest: int, highest: int = 10) -> None:
    if value is not None and not lowest <= value <= highest:
        limits = {"least": lowest, "most": highest}
        raise UsageError(refusals.BEYOND.format(what=what, value=value, **limits))


def _say_place(where: str) -> None:
    """Says which places there are, where the words name none of them."""
    if not is_known(where):
        print(Asks.UNKNOWN_PLACE(where=plain(where.strip()), places=", ".join(Place)))
