"""Sessions in another order, or only those with some words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from runwalk_tui.coaching import sentences as shown
from runwalk_tui.language.titles import title_words


class Session(Protocol):
    """A recorded session, as far as it is ordered and searched."""

    @property
    def opened_at(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def active_s(self) -> float: ...

    @property
    def distance_m(self) -> float: ...

    @property
    def mean_bpm(self) -> float | None: ...

    @property
    def outcome(self) -> str: ...


S = TypeVar("S", bound=Session)

RANKS: Mapping[str, Callable[[Session], float]] = {
    "": lambda _: 0.0,
    "longest": lambda session: session.active_s,
    "farthest": lambda session: session.distance_m,
    "calmest": lambda session: -(session.mean_bpm or 999.0),
}
"""What the first of an order has most of; without a name they are as they come, newest first."""


def ordered(
    sessions: Sequence[S], order: str, words: str, day_of: Callable[[S], str] = lambda _: ""
) -> list[S]:
    """Those that have all of the words, in an order of `RANKS`.

    Args:
        sessions: The newest first.
        order: Its name.
        words: Each is somewhere in title, day or ending, as recorded or as shown.
        day_of: The day of a session as it is shown.
    """
    wanted = words.casefold().split()

    def text(session: S) -> str:
        ended = shown.OUTCOMES.get(session.outcome, "")
        titles = session.title, title_words(session.title)
        days = session.opened_at[:10], day_of(session)
        return " ".join((*titles, *days, session.outcome, ended)).casefold()

    found = [each for each in sessions if all(word in text(each) for word in wanted)]
    return sorted(found, key=RANKS[order], reverse=True)
