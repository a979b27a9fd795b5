"""The first start of a runner, and the sessions recorded before anybody had a profile."""

from msgspec.structs import asdict

from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.paths import journal_file
from runwalk_tui.config.profile import Profile
from runwalk_tui.config.profiles import (
    current_runner,
    health_was_asked,
    keep_profile,
    list_runners,
    was_asked,
)
from runwalk_tui.config.settings import RunnerSettings, load_settings
from runwalk_tui.session import sentences_of_sessions as shown
from runwalk_tui.session.needs_terminal import has_terminal


def is_first_start() -> bool:
    """Return True if nobody was asked who runs here, and somebody is there to be asked.

    Sessions change nothing about that: who has practised has not been asked yet.

    Raises:
        FileError: If the settings cannot be used.
    """
    if was_asked() or load_settings().runner != RunnerSettings():
        return False
    return has_terminal()


def is_health_open(mine: EffectiveSettings) -> bool:
    """Return True if the questions about health are still to be asked before a real belt moves."""
    if mine.is_practice or any(each is not None for each in asdict(mine.own.screening).values()):
        return False
    return not health_was_asked(mine.id)


def save_profile(runner: str, profile: Profile) -> str | None:
    """Keeps a profile, a new one where ``runner`` is ""; that runner runs from now on.

    Returns what `take_over` says.

    Raises:
        StoreError: If the profile or the journal cannot be written.
    """
    keep_profile(runner, profile)
    return take_over()


def take_over() -> str | None:
    """Gives the only runner with a profile what was recorded without one, and says it in a line.

    Raises:
        StoreError: If the journal cannot be used.
    """
    runners = list_runners()
    if len(runners) != 1 or runners[0].id != current_runner():
        return None
    from runwalk_tui.journal.reader import Journal

    (only,) = runners
    count = 0
    for practice in (True, False):
        if journal_file(practice=practice).exists():
            with Journal.open(journal_file(practice=practice)) as journal:
                count = journal.take_over(only.id)
    if count == 1:
        return shown.SESSION_BELONGS.format(name=only.name)
    return shown.SESSIONS_BELONG.format(count=count, name=only.name) if count else None
