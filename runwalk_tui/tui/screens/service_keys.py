"""The screen on which keys for uploads are entered, replaced and removed; none is ever shown."""

from collections.abc import Callable, Collection, Sequence
from typing import ClassVar

from runwalk_tui.errors import REFUSALS
from runwalk_tui.exchange.services import IntervalsIcu, Strava
from runwalk_tui.exchange.uploading import SERVICES, ServiceName
from runwalk_tui.language import mark
from runwalk_tui.tui import sentences_of_files as shown
from runwalk_tui.tui.forms.fields import Field, Secret, yes_or_no
from runwalk_tui.tui.forms.form import Form, Page
from runwalk_tui.tui.keys import BUILDER_KEYS, CHOICE_KEYS, FORM_APP_KEYS, Groups
from runwalk_tui.tui.ports import KeyPort
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.notice_form import NoticeFormScreen

TITLE = mark("Keys for uploads")
FORGET = "forget-"
"""Before the name of a service whose key is to be removed."""

_SECRETS: dict[ServiceName, Field] = {
    "intervals": Secret("intervals", IntervalsIcu.title, mark("its API key")),
    "strava": Secret("strava", Strava.title, mark("an access token")),
}
_REMOVES: dict[ServiceName, Field] = {
    name: yes_or_no(f"{FORGET}{name}", "remove it", "the one that is kept") for name in SERVICES
}

Done = Callable[[Sequence[str]], None]
"""Is given what was done, a line each."""


class ServiceKeysScreen(NoticeFormScreen):
    """A field a service; where a key is kept, it can be replaced or removed.

    Args:
        keys: Keeps them.
        options: How the runner wants screens.
        done: Goes on from here.
        words: What there is to say to begin with.
    """

    HELP_GROUPS: ClassVar[Groups] = (
        ("Keys for uploads", (*BUILDER_KEYS, *CHOICE_KEYS, *FORM_APP_KEYS)),
    )

    def __init__(self, keys: KeyPort, options: ScreenOptions, done: Done, words: str = "") -> None:
        texts = dict.fromkeys(SERVICES, "") | {f"{FORGET}{name}": "no" for name in SERVICES}
        super().__init__(TITLE, words, Form([_page(())], texts), options)
        self._port, self._done = keys, done
        self._first_words = words

    def on_mount(self) -> None:
        """Reads which are kept; a keyring may take its time."""
        super().on_mount()
        self.load(self._port.kept, self._show)

    def on_unmount(self) -> None:
        """What was written is not kept here."""
        self.form.texts.update((name, "") for name in SERVICES)

    def draw_form(self) -> None:
        """The words follow the field."""
        super().draw_form()
        name = self.form.field.key.removeprefix(FORGET)
        if not self.form.complaints:
            words = (self._first_words, shown.WHERE_KEYS_ARE[name])
            self.tell(" ".join(each for each in words if each))

    def save(self) -> None:
        """Keeps what is written, removes what is to go, and goes back."""
        texts = dict(self.form.texts)

        def work() -> tuple[str, str] | list[str]:
            done = []
            for name in SERVICES:
                try:
                    if texts[name].strip():
                        done.append(self._port.keep(name, texts[name]))
                    elif texts[f"{FORGET}{name}"] == "yes":
                        done.append(self._port.forget(name))
                except (ValueError, *REFUSALS) as error:
                    return name, str(error)
            return done

        self.load(work, self._ended)

    def _show(self, kept: Collection[ServiceName]) -> None:
        self.form.pages = [_page(kept)]
        self.form.asides = dict.fromkeys(kept, shown.IS_KEPT)
        self.draw_form()

    def _ended(self, done: tuple[str, str] | list[str]) -> None:
        if isinstance(done, tuple):
            self.complain(*done)
        else:
            self._done(done)


def _page(kept: Collection[ServiceName]) -> Page:
    groups = [(_SECRETS[name], *((_REMOVES[name],) if name in kept else ())) for name in SERVICES]
    return Page("services", TITLE, "", groups)
