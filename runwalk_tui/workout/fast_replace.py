"""A changed copy of an immutable value, quick enough for ten thousand readings a second."""

from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from dataclasses import replace as replace

    def draft(value: T, /) -> tuple[T, dict[str, Any]]:
        """A copy of a frozen dataclass without slots, and its fields, to be changed by name.

        For what every reading changes: setting a field by name takes a fifth of the time that an
        argument of `replace` does. Nothing checks the names but a test, which knows of which class
        they are by the dictionary's: ``belt_fields``. Whoever made the draft changes it, before
        anybody else sees it.
        """
        ...

    def fields_of(drafted: object, /) -> dict[str, Any]:
        """The fields of a draft."""
        ...
else:
    _new, _set = object.__new__, object.__setattr__

    def replace(value, /, **changes):
        """`dataclasses.replace` in a tenth of the time, for frozen dataclasses without slots.

        A frozen dataclass's own ``__init__`` sets field by field; the state of a session has
        dozens, of which a reading changes a few. Names are checked by mypy alone.
        """
        copy = _new(type(value))
        _set(copy, "__dict__", value.__dict__ | changes)
        return copy

    def draft(value, /):
        """A copy, and its fields."""
        copy, fields = _new(type(value)), value.__dict__.copy()
        _set(copy, "__dict__", fields)
        return copy, fields

    fields_of = vars
