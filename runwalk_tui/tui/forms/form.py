"""A form as it is filled in: pages of fields, what is written, where the cursor stands."""

from collections.abc import Sequence
from typing import NamedTuple

from runwalk_tui.tui.forms.fields import Field


class Page(NamedTuple):
    """Fields in groups; the title stands above them, the words below."""

    id: str
    title: str
    words: str
    groups: Sequence[Sequence[Field]]

    @property
    def fields(self) -> list[Field]:
        """All of them."""
        return [field for group in self.groups for field in group]


class Form:
    """Takes keys for the current field. A text that one comes to is replaced by the first letter.

    Attributes:
        pages: What is asked; at least one page with a field.
        texts: What is written or chosen, by the keys of the fields.
        complaints: What is wrong with it, where it was found wrong.
        asides: What else is to be said beside a field.
        warnings: What stands out below a page, by its id, in place of its words.
        page: The page that is shown.
        cursor: Where the next letter goes in the current text.
        is_fresh: Nothing was done to the current text yet.
    """

    def __init__(self, pages: Sequence[Page], texts: dict[str, str]) -> None:
        self.pages = pages
        self.texts = texts
        self.complaints: dict[str, str] = {}
        self.asides: dict[str, str] = {}
        self.warnings: dict[str, str] = {}
        self.page = 0
        self.cursor = 0
        self.is_fresh = True
        self._row = 0
        self.go_to(pages[0].fields[0].key)

    @property
    def shown(self) -> Page:
        """The page that is shown."""
        return self.pages[self.page]

    @property
    def field(self) -> Field:
        """The current field."""
        return self.shown.fields[self._row]

    @property
    def text(self) -> str:
        """What is written in it."""
        return self.texts[self.field.key]

    @property
    def is_last(self) -> bool:
        """Whether it is the last one of its page."""
        return self._row == len(self.shown.fields) - 1

    def go_to(self, key: str) -> None:
        """Makes the field with this key the current one, and shows its page."""
        for number, page in enumerate(self.pages):
            for row, field in enumerate(page.fields):
                if field.key == key:
                    self.page, self._row = number, row
        self.cursor, self.is_fresh = len(self.text), True

    def move(self, by: int) -> None:
        """Another field of the page, not beyond its ends."""
        fields = self.shown.fields
        self.go_to(fields[max(0, min(self._row + by, len(fields) - 1))].key)

    def turn(self, by: int) -> None:
        """The first field of another page, not beyond the first or last."""
        page = max(0, min(self.page + by, len(self.pages) - 1))
        self.go_to(self.pages[page].fields[0].key)

    def press(self, key: str, character: str | None) -> bool:
        """Edits the current text, or chooses; whether the key is one for that."""
        if self.field.choices:
            return self._choose(key)
        if character is not None and character.isprintable():
            self.insert(character)
            return True
        return self._edit(key)

    def insert(self, text: str) -> None:
        """Puts a text in at the cursor, or in place of one that is fresh."""
        if self.field.choices:
            return
        before, after = ("", "") if self.is_fresh else self._halves()
        self._write(before + text, after)

    def _halves(self) -> tuple[str, str]:
        return self.text[: self.cursor], self.text[self.cursor :]

    def _write(self, before: str, after: str) -> None:
        self.texts[self.field.key] = before + after
        self.cursor, self.is_fresh = len(before), False

    def _edit(self, key: str) -> bool:
        before, after = self._halves()
        match key:
            case "backspace" | "delete" if self.is_fresh:
                self._write("", "")
            case "backspace":
                self._write(before[:-1], after)
            case "delete":
                self._write(before, after[1:])
            case "left" if before:
                self._write(before[:-1], before[-1] + after)
            case "right" if after:
                self._write(before + after[0], after[1:])
            case "home":
                self._write("", before + after)
            case "end":
                self._write(before + after, "")
            case "left" | "right":
                self.is_fresh = False
            case "ctrl+u":
                self._write("", after)
            case _:
                return False
        return True

    def _choose(self, key: str) -> bool:
        by = {"left": -1, "right": 1, "space": 1}.get(key)
        if by is None:
            return False
        texts = [text for text, _ in self.field.choices]
        index = texts.index(self.text) if self.text in texts else 0
        self._write(texts[(index + by) % len(texts)], "")
        return True
