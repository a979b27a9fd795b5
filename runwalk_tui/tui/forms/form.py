"""A form as it is filled in: pages of fields, what is written, which field is the current one."""

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
    """The texts of all fields, and a cursor that goes from field to field.

    Attributes:
        pages: What is asked; at least one page with a field.
        texts: What is written or chosen, by the keys of the fields.
        complaints: What is wrong with it, where it was found wrong.
        asides: What else is to be said beside a field.
        warnings: What stands out below a page, by its id, in place of its words.
        page: The page that is shown.
    """

    def __init__(self, pages: Sequence[Page], texts: dict[str, str]) -> None:
        self.pages = pages
        self.texts = texts
        self.complaints: dict[str, str] = {}
        self.asides: dict[str, str] = {}
        self.warnings: dict[str, str] = {}
        self.page = 0
        self._row = 0

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
        """The text of the current field."""
        return self.texts[self.field.key]

    @property
    def is_last(self) -> bool:
        """The current field is the last one of its page."""
        return self._row == len(self.shown.fields) - 1

    def go_to(self, key: str) -> None:
        """Makes the field with this key the current one, and shows its page."""
        for number, page in enumerate(self.pages):
            for row, field in enumerate(page.fields):
                if field.key == key:
                    self.page, self._row = number, row

    def move(self, by: int) -> None:
        """Another field of the page, not beyond its ends."""
        self._row = max(0, min(self._row + by, len(self.shown.fields) - 1))

    def turn(self, by: int) -> None:
        """The first field of another page, not beyond the first or last."""
        self.page = max(0, min(self.page + by, len(self.pages) - 1))
        self._row = 0

    def advance(self) -> bool:
        """Goes on to the next field, or page; returns False at the end of the last one."""
        if not self.is_last:
            self.move(1)
        elif self.page + 1 < len(self.pages):
            self.turn(1)
        else:
            return False
        return True

    def complain(self, key: str, line: str) -> None:
        """Goes to a field that does not fit, and says beside it what to write."""
        self.go_to(key)
        self.complaints[key] = line

    def pick(self, letter: str) -> bool:
        """Chooses the next option whose word begins with a letter; False if there is none."""
        words = {text: word.casefold() for text, word in self.field.choices}
        texts = list(words)
        after = texts.index(self.text) + 1 if self.text in texts else 0
        for text in [*texts[after:], *texts[:after]]:
            if words[text].startswith(letter.casefold()):
                self.texts[self.field.key] = text
                return True
        return False

    def choose(self, by: int) -> None:
        """Chooses another option of the current field, which has some; goes round at the ends."""
        texts = [text for text, _ in self.field.choices]
        index = texts.index(self.text) if self.text in texts else 0
        self.texts[self.field.key] = texts[(index + by) % len(texts)]
