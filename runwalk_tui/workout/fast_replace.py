"""A changed copy of an immutable value, quick enough for ten thousand readings a second."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace as replace
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
