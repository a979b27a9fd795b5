"""A sequence that only grows, for what a long session gathers."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar, overload

T = TypeVar("T")


class Trail(Sequence[T]):
    """An immutable sequence that shares its items with those that grew from it.

    Growing by one takes the same time at any length, where a tuple is copied. The items are a list
    that only ever gets longer: what was added after this trail is none of its own. The first to
    grow from it adds to that list, any other gets a copy.
    """

    __slots__ = ("_length", "_shared")

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._shared = list(items)
        self._length = len(self._shared)

    def grown(self, item: T) -> "Trail[T]":
        """Return this trail with one more item at its end."""
        shared, length = self._shared, self._length
        if len(shared) == length:
            shared.append(item)
        # Another thread may have been first between those two.
        if len(shared) == length or shared[length] is not item:
            shared = [*shared[:length], item]
        longer: Trail[T] = Trail.__new__(Trail)
        longer._shared, longer._length = shared, length + 1
        return longer

    @property
    def last(self) -> T | None:
        """The newest item; None where there is none."""
        return self._shared[self._length - 1] if self._length else None

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, slice):
            return tuple(self._shared[: self._length][at])
        return self._shared[range(self._length)[at]]

    def __iter__(self) -> Iterator[T]:
        return islice(self._shared, self._length)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Trail):
            if self._length != other._length:
                return False
            return self._shared is other._shared or self[:] == other[:]
        return self[:] == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self[:])

    def __repr__(self) -> str:
        return repr(self[:])
