"""Help pages in the language in use: their texts are looked up when a page is drawn.

In English the parser draws its own pages. In any other language its words and those of the commands
are replaced; names of commands, options and choices stay, as they are what a runner writes.
"""

from typing import TYPE_CHECKING

from runwalk_tui.language import current, tr
from runwalk_tui.language.text import ENGLISH

if TYPE_CHECKING:
    from cyclopts.help import ColumnSpec, HelpEntry, HelpPanel, InlineText
    from rich.console import Console, ConsoleOptions

_FORMAT = "markdown"


class HelpPages:
    """Draws help pages for cyclopts; see `cyclopts.help.protocols.HelpFormatter`."""

    def render_usage(self, console: "Console", options: "ConsoleOptions", usage: object) -> None:
        """Draws the line that shows how a command is written."""
        from cyclopts.help import DefaultFormatter
        from rich.text import Text

        from runwalk_tui.cli import sentences_of_help as texts

        if current() == ENGLISH:
            DefaultFormatter().render_usage(console, options, usage)
            return
        words = [texts.USAGE_WORDS.get(word, word) for word in str(usage).split()]
        for at in range(1, len(words)):
            if words[at - 1].startswith("--"):
                words[at] = _value(words[at])
        console.print(Text(f"{texts.USAGE}: {' '.join(words)}\n", style="bold"))

    def render_description(
        self, console: "Console", options: "ConsoleOptions", description: object
    ) -> None:
        """Draws what a command does."""
        from cyclopts.help import DefaultFormatter

        DefaultFormatter().render_description(console, options, _translated(description, end=True))

    def __call__(self, console: "Console", options: "ConsoleOptions", panel: "HelpPanel") -> None:
        """Draws a list of commands, or of options."""
        from cyclopts.help import DefaultFormatter

        from runwalk_tui.cli import sentences_of_help as texts

        if current() == ENGLISH:
            DefaultFormatter()(console, options, panel)
            return
        title = str(panel.title)
        shown = panel.copy(
            title=texts.TITLES.get(title, title), entries=[_entry(each) for each in panel.entries]
        )
        columns = None if panel.format == "command" else _columns
        DefaultFormatter(column_specs=columns)(console, options, shown)


def help_texts(markup: str) -> list[str]:
    """The texts of a description as they are looked up: its paragraphs, each in one line."""
    return [" ".join(part.split()) for part in markup.split("\n\n") if part.strip()]


def _translated(description: object, *, end: bool = False) -> object:
    """A description in the language in use; as it is in English, or where it is something else."""
    from cyclopts.help import InlineText

    from runwalk_tui.cli import sentences_of_help as texts

    if current() == ENGLISH or not isinstance(description, InlineText):
        return description
    markup = getattr(description.primary_renderable, "markup", "")
    words = [texts.LISTED.get(text) or tr(text) for text in help_texts(markup)]
    return InlineText.from_format("\n\n".join(words), _FORMAT, force_empty_end=end)


def _entry(entry: "HelpEntry") -> "HelpEntry":
    value = None if entry.metavar is None else _value(entry.metavar)
    return entry.copy(description=_translated(entry.description), metavar=value)


def _value(kinds: str) -> str:
    """What an option takes: one kind, or several as in ``INT|FLOAT``; each is there once."""
    from runwalk_tui.cli import sentences_of_help as texts

    return "|".join(dict.fromkeys(texts.VALUES.get(kind, kind) for kind in kinds.split("|")))


def _columns(
    console: "Console", options: "ConsoleOptions", entries: list["HelpEntry"]
) -> "tuple[ColumnSpec, ...]":
    """The parser's columns, of which the last one describes an option."""
    from cyclopts.help.specs import get_default_parameter_columns

    *names, description = get_default_parameter_columns(console, options, entries)
    return (*names, description.copy(renderer=_described))


def _described(entry: "HelpEntry") -> "InlineText":
    """What an option is for; in brackets its choices, its default, and that it must be there."""
    from rich.text import Text

    from runwalk_tui.cli import sentences_of_help as texts

    description: InlineText = entry.description
    if entry.choices:
        choices = ", ".join(entry.choices)
        description.append(Text(f"[{texts.CHOICES}: {choices}]", "cyclopts.choices"))
    if entry.default is not None:
        default = texts.DEFAULTS.get(entry.default, entry.default)
        description.append(Text(f"[{texts.DEFAULT}: {default}]", "cyclopts.default"))
    if entry.required:
        description.append(Text(f"[{texts.REQUIRED}]", "cyclopts.required"))
    return description
