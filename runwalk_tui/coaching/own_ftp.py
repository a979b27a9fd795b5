"""The functional threshold power of a runner: what a test gave, and keeping it on a yes."""

from collections.abc import Mapping

from msgspec.structs import replace

from runwalk_tui.coaching.questions import FTP
from runwalk_tui.coaching.service import CoachingService
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.profiles import keep_profile
from runwalk_tui.config.settings import save_settings
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.salvage import sound_log
from runwalk_tui.workout.ftp_test import ftp_by_test


def ftp_of(mine: EffectiveSettings, session: int | str) -> int | None:
    """The FTP that a recorded session's test gives, in watts; None if it was no whole test.

    Raises:
        StoreError: If the journal cannot be read, or has no such session.
    """
    with Journal.open(mine.journal) as journal:
        log = sound_log(journal, journal.find(session, mine.id).id)
    return ftp_by_test(log.last)


def keep_ftp(mine: EffectiveSettings, ftp_w: int) -> None:
    """Sets it, in the runner's profile or, where there is none, in the settings.

    Raises:
        StoreError: If it cannot be written.
        SettingsError: If the settings cannot be changed line by line.
    """
    if mine.id:
        keep_profile(mine.id, replace(mine.own, ftp_w=ftp_w))
    else:
        save_settings({"runner.ftp_w": ftp_w})


def debriefed(
    coach: CoachingService,
    mine: EffectiveSettings,
    session: int,
    answers: Mapping[str, int],
    note: str,
) -> str:
    """Keeps what was said after a session, and the FTP of its test if the runner answered yes.

    Returns what it means next.

    Raises:
        StoreError: If it cannot be read or written.
        SettingsError: If the settings cannot be changed line by line.
    """
    ftp_w = ftp_of(mine, session) if answers.get(FTP) else None
    if ftp_w is not None:
        keep_ftp(mine, ftp_w)
    return coach.debrief(session, answers, note)
