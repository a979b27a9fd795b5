"""One field of a form: its label, where it is written or chosen, and beside it why it is asked."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from runwalk_tui.tui.fields import Field
from runwalk_tui.tui.keys import CHOICE_KEYS, bindings

CURRENT_CLASS = "-current"
WRONG_CLASS = "-wrong"


class Options(Widget, can_focus=True):
    """One of a few words, changed with the arrows or by a click.

    Args:
        choices: Texts and the words for them; at least one.
        text: The one to begin with.
    """

    BINDINGS = bindings(CHOICE_KEYS)
    ALLOW_SELECT = False

    class Changed(Message):
        """Another one is chosen."""

    index: reactive[int] = reactive(0)

    def __init__(self, choices: Sequence[tuple[str, str]], text: str) -> None:
        super().__init__()
        self._choices = choices
        self.value = text

    @property
    def value(self) -> str:
        """The text of what is chosen."""
        return self._choices[self.index][0]

    @value.setter
    def value(self, text: str) -> None:
        texts = [each for each, _ in self._choices]
        self.set_reactive(Options.index, texts.index(text) if text in texts else 0)

    def render(self) -> RenderResult:
        """The word, between two arrows while they change it."""
        word = self._choices[self.index][1]
        return Text(f"‹ {word} ›" if self.has_focus else word, no_wrap=True)

    def action_turn(self, by: int) -> None:
        """The choice after this one, or before; beyond the last comes the first."""
        self.index = (self.index + by) % len(self._choices)
        self.post_message(self.Changed())

    def on_click(self) -> None:
        """The next one."""
        self.action_turn(1)


class FieldRow(Horizontal):
    """A field and what is written in it.

    Args:
        field: What is asked.
        text: What is written to begin with.
    """

    class Changed(Message):
        """Something else is written or chosen in ``row``."""

        def __init__(self, row: "FieldRow") -> None:
            super().__init__()
            self.row = row

    class Left(Message):
        """The runner goes on from ``row``."""

        def __init__(self, row: "FieldRow") -> None:
            super().__init__()
            self.row = row

    def __init__(self, field: Field, text: str) -> None:
        super().__init__()
        self.field = field
        self.editor: Options | Input
        if field.choices:
            self.editor = Options(field.choices, text)
        else:
            self.editor = Input(text, compact=True)
        self._why = Static(field.why, classes="why", markup=False)

    def compose(self) -> ComposeResult:
        """From left to right."""
        yield Static(self.field.label, classes="label", markup=False)
        yield self.editor
        yield self._why

    @property
    def text(self) -> str:
        """What is written or chosen."""
        return self.editor.value

    def write(self, text: str) -> None:
        """Replaces what is written, without a word to anybody."""
        with self.prevent(Input.Changed):
            self.editor.value = text

    def hint(self, text: str) -> None:
        """Shows ``text`` as long as nothing is written."""
        if isinstance(self.editor, Input):
            self.editor.placeholder = text

    def say(self, aside: str = "") -> None:
        """Says beside the field why it is asked, after ``aside``."""
        self.remove_class(WRONG_CLASS)
        self._why.update("  ".join(filter(None, (aside, self.field.why))))

    def complain(self, line: str) -> None:
        """Says beside the field what is wrong."""
        self.add_class(WRONG_CLASS)
        self._why.update(line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tells the form."""
        event.stop()
        self.post_message(self.Changed(self))

    def on_options_changed(self, event: Options.Changed) -> None:
        """Tells the form."""
        event.stop()
        self.post_message(self.Changed(self))

    def on_descendant_focus(self) -> None:
        """Stands out."""
        self.add_class(CURRENT_CLASS)

    def on_descendant_blur(self) -> None:
        """Tells the form."""
        self.remove_class(CURRENT_CLASS)
        self.post_message(self.Left(self))
