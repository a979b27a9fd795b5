"""Keeps what is changed on the settings screen, and lets a sound be heard."""

from collections.abc import Callable, Mapping
from typing import Protocol

from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.keeping import keep_settings
from runwalk_tui.config.language import speak
from runwalk_tui.config.profile import Profile
from runwalk_tui.config.profiles import note_health_asked
from runwalk_tui.config.settings import Settings
from runwalk_tui.session.announcer import Announcer, Sound
from runwalk_tui.session.current_runner import is_health_open, save_profile
from runwalk_tui.session.voice import voice_of
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.keys.keymap import KeymapError, checked
from runwalk_tui.workout.events import Cue, CueDue

SAMPLE = "Run, 1 minute"


class Desk(Protocol):
    """The source of the settings screen, which keeps its answers."""

    def settings(self) -> Settings:
        """The settings of who runs now."""

    def keep(self, values: Mapping[str, object]) -> None:
        """Changes some, by their keys; None takes one out."""

    def sample(self, sound: str, voice: str, volume: int, bell: Callable[[], None]) -> None:
        """Sounds a cue."""

    @property
    def asks_health(self) -> bool:
        """True if the questions about health come before the next workout."""

    def note_health_asked(self) -> None:
        """They were asked, answered or not."""

    def keep_new_runner(self, profile: Profile) -> None:
        """Keeps the profile of somebody new, who runs from now on."""


class SettingsDesk:
    """The desk over the runner's files.

    Args:
        mine: The settings of who runs now.
        changed: Called once something else is kept.
        joined: Called once somebody new runs, with what there is to say of it.
    """

    def __init__(
        self,
        mine: Callable[[], EffectiveSettings],
        changed: Callable[[], None],
        joined: Callable[[str | None], None],
    ) -> None:
        self._mine, self._changed, self._joined = mine, changed, joined
        self._news: list[str] = []
        self._told: set[str] = set()
        self._heard: Announcer | None = None

    def settings(self) -> Settings:
        """The settings of who runs now."""
        return self._mine()

    def keep(self, values: Mapping[str, object]) -> None:
        """Changes some in the runner's profile, the others in the settings file.

        Raises:
            SettingsError: If one is not allowed, or the file cannot be changed line by line.
            StoreError: If a file cannot be written.
        """
        keep_settings(self._mine(), values)
        if "language" in values:
            speak()
        self._changed()

    @property
    def asks_health(self) -> bool:
        """True before the first workout on a real machine, until the runner has seen them."""
        return is_health_open(self._mine())

    def note_health_asked(self) -> None:
        """They were asked, answered or not.

        Raises:
            StoreError: If it cannot be kept.
        """
        note_health_asked(self._mine().id)

    def keep_new_runner(self, profile: Profile) -> None:
        """Whoever had no profile yet runs from now on.

        Raises:
            StoreError: If it cannot be kept.
        """
        self._joined(save_profile("", profile))

    def keymap(self) -> Mapping[str, str]:
        """Other keys for actions; where they do not go together, none, and why is news."""
        try:
            return checked(self._mine().keys)
        except KeymapError as error:
            words = shown.KEYS_NOT_USED.format(error=error)
            if words not in self._told:
                self._told.add(words)
                self._news.append(words)
            return {}

    def news(self) -> list[str]:
        """The news, each told once."""
        said, self._news = self._news, []
        return said

    def sample(self, sound: str, voice: str, volume: int, bell: Callable[[], None]) -> None:
        """Sounds a cue as it would be in a workout; the one before is cut off."""
        if self._heard is not None:
            self._heard.close()
        self._heard = Announcer(Sound(sound), lambda: 0.0, bell, voice_of(voice, volume))
        self._heard(CueDue(0.0, Cue.RUN, SAMPLE))
