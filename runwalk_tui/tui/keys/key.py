"""A key, or several that do the same: what it is called, printed and bound to."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.binding import Binding, BindingType


class Key(NamedTuple):
    """One key, or several that do the same.

    Attributes:
        id: Name for remapping, as ``run.pause``.
        keys: What Textual calls them, separated by commas.
        action: Name of the action, which a screen or the app has as ``action_...``.
        cap: How the key is printed.
        label: A word or two for the footer.
        about: A sentence for the help.
        rank: 1 to 3, the least important last; 0 leaves it out of footers.
        priority: It works whatever else is open.
    """

    id: str
    keys: str
    action: str
    cap: str
    label: str
    about: str
    rank: int = 0
    priority: bool = False

    def binding(self) -> Binding:
        """The key as Textual wants it."""
        return Binding(
            self.keys,
            self.action,
            self.label,
            show=self.rank > 0,
            key_display=self.cap,
            priority=self.priority,
            id=self.id,
        )


KEEP = Key("line.keep", "enter", "", "enter", "keep", "Keeps what is written.", 1)
LEAVE_LINE = Key("line.leave", "escape", "", "esc", "leave", "Leaves it unchanged.", 1)
"""Of every line in which something is written; the line or its screen acts on them."""


def bindings(keys: Sequence[Key]) -> list[BindingType]:
    """A part of the table as Textual wants it."""
    return [key.binding() for key in keys]


Group = tuple[str, Sequence[Key]]
"""A heading of the help and its keys."""

Groups = tuple[Group, ...]
