"""The screen of the settings: each can be changed, seen and heard before it is kept."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult

from runwalk_tui.config.settings import Settings
from runwalk_tui.language import tr
from runwalk_tui.tui import sentences_of_forms as form_words
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.destinations import ServiceKeys
from runwalk_tui.tui.forms.profile_form import FormError
from runwalk_tui.tui.forms.settings_form import changes, form_of
from runwalk_tui.tui.keys import (
    CHOICE_KEYS,
    FORM_APP_KEYS,
    FORM_KEYS,
    SETTINGS_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.form_screen import FormScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.key_bar import KeyBar

Done = Callable[[Mapping[str, object] | None], None]


class SettingsScreen(FormScreen):
    """Pages of fields: belt and screens, sound, keys.

    Args:
        before: The settings as they are.
        options: How the runner wants screens.
        done: Keeps what differs, by the settings' keys; is given None where nothing is to change.
        show_theme: Shows other colours at once.
        sample: Lets a sound, a voice and a volume be heard.
    """

    BINDINGS = bindings(SETTINGS_KEYS)
    HELP_GROUPS: ClassVar[Groups] = (
        ("Settings", (*FORM_KEYS, *CHOICE_KEYS, *SETTINGS_KEYS, *FORM_APP_KEYS)),
    )

    def __init__(
        self,
        before: Settings,
        options: ScreenOptions,
        done: Done,
        *,
        show_theme: Callable[[str | None], None],
        sample: Callable[[str, str, int], None],
    ) -> None:
        super().__init__(form_of(before), options)
        self._before = before
        self._is_warned = False
        self._done = done
        self._show_theme, self._sample = show_theme, sample
        self._heard = (before.voice, before.volume)
        self._title = Title(options)
        self._keys = KeyBar((*FORM_KEYS, *SETTINGS_KEYS, *FORM_APP_KEYS), options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self.form_panel
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Begins with the first field."""
        self._keys.draw({})
        self._draw()

    def edited(self) -> None:
        """Colours are seen and sounds are heard at once."""
        self._is_warned = False
        key, texts = self.form.field.key, self.form.texts
        self.form.complaints.pop(key, None)
        if key == "theme":
            self._show_theme(texts[key])
        elif key == "sound":
            self._hear()
        self._draw()

    def left(self) -> None:
        """Judges what is written; sounds another voice or volume."""
        if self._judge() and self.form.field.key in ("voice", "volume"):
            heard = self._voice_and_volume()
            if heard != self._heard:
                self._heard = heard
                self._hear()

    def next(self) -> None:
        """The next field, or page, or the end."""
        form = self.form
        self.left()
        if form.field.key not in form.complaints and not form.advance():
            self.save()
            return
        self._draw()

    def turn(self, by: int) -> None:
        """Another page."""
        self.left()
        self.form.turn(by)
        self._draw()

    def save(self) -> None:
        """Ends with what differs; a field that does not fit comes first."""
        try:
            found = changes(self.form, self._before)
        except FormError as error:
            self.form.complain(error.key, str(error))
            self._draw()
        else:
            self._done(found)

    def action_skip(self) -> None:
        """Ends with everything as it was; what is not saved is warned of once."""
        if self._has_changes() and not self._is_warned:
            self._is_warned = True
            self._title.draw(shown.NOT_SAVED)
            return
        self._show_theme(self._before.theme)
        self._done(None)

    def action_services(self) -> None:
        """The keys of services lie over the settings, which stay as they are."""
        self.guide.go(ServiceKeys())

    def _has_changes(self) -> bool:
        try:
            return bool(changes(self.form, self._before))
        except FormError:
            return True

    def _voice_and_volume(self) -> tuple[str, int]:
        written = self.form.texts["volume"].strip()
        return self.form.texts["voice"].strip(), int(written) if written.isdecimal() else 100

    def _hear(self) -> None:
        self._sample(self.form.texts["sound"], *self._voice_and_volume())

    def _judge(self) -> bool:
        field = self.form.field
        try:
            field.read(self.form.texts[field.key])
        except ValueError as error:
            self.form.complaints[field.key] = str(error)
            return False
        self.form.complaints.pop(field.key, None)
        return True

    def _draw(self) -> None:
        title, pages = tr(self.form.shown.title), len(self.form.pages)
        is_last = self.form.page + 1 == pages
        way = form_words.PAGE_UP if is_last else form_words.PAGE_DOWN
        self._title.draw(way.format(title=title, page=self.form.page + 1, pages=pages))
        self.draw_form()
