"""The ways to what is looked up: the coach's sentences, known machines, a report, the trash."""

from collections.abc import Awaitable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.screen import Screen

from runwalk_tui.language import mark, tr
from runwalk_tui.language.titles import title_words
from runwalk_tui.tui import loading
from runwalk_tui.tui import sentences_of_training as shown
from runwalk_tui.tui.backstage import Backstage
from runwalk_tui.tui.destinations import (
    Doctor,
    Machines,
    OfReference,
    Report,
    Sayings,
    StopBelt,
    Trash,
    Watch,
)
from runwalk_tui.tui.ports import Remark
from runwalk_tui.tui.widgets.table import Column

if TYPE_CHECKING:
    from runwalk_tui.tui.screens.listing import Item
    from runwalk_tui.tui.screens.trash import Deleted

RULES = (Column(mark("rule"), 30), Column(mark("sentence"), 0))
MAKES = (Column(mark("machine"), 30), Column(mark("calls itself"), 0))


class Ways(Protocol):
    """Lays screens over one another."""

    def lay(self, screen: Screen[None]) -> None:
        """Lays a screen over the one that is open, whatever that is."""

    def begin(self, way: Awaitable[None]) -> None:
        """Goes a way that takes time."""

    def say(self, words: str) -> None:
        """Says something over whichever screen is open."""


class ReferenceWays:
    """Opens the lists.

    Args:
        backstage: Where machines, sessions and plans are.
        ways: Where it goes on from there.
    """

    def __init__(self, backstage: Backstage, ways: Ways) -> None:
        self._backstage, self._ways = backstage, ways

    def go(self, to_there: OfReference) -> None:
        """Opens one; a report is copied, and says where it belongs."""
        screen = self._screen(to_there)
        if screen is not None:
            self._ways.lay(screen)

    async def _watch(self) -> None:
        """The run screen over what another process drives, if one does."""
        from runwalk_devices.clock import Clock
        from runwalk_tui.config.paths import journal_file
        from runwalk_tui.session.watching import WatchedFeed, running_session
        from runwalk_tui.tui.screens.watch import WatchScreen

        journals = journal_file(), journal_file(practice=True)
        watched = await loading.off_loop(lambda: running_session(journals))
        if watched is None:
            self._ways.say(shown.NOBODY_RUNS)
            return
        feed = WatchedFeed(watched, Clock().now)
        self._ways.lay(WatchScreen(feed, self._backstage.options, watched.close))

    def _screen(self, to_there: OfReference) -> Screen[None] | None:
        from runwalk_tui.tui.screens.listing import ListingScreen

        options = self._backstage.options
        match to_there:
            case Doctor():
                from runwalk_tui.tui.screens.doctor import DoctorScreen

                return DoctorScreen(self._backstage.examine, options, self._diagnosed)
            case Watch():
                self._ways.begin(self._watch())
                return None
            case StopBelt():
                from runwalk_tui.tui.screens.stop import StopScreen

                return StopScreen(self._backstage.stop_belt, options)
            case Sayings():
                return ListingScreen(shown.THE_COACH_SAYS, RULES, _sayings, options)
            case Machines():
                return ListingScreen(shown.KNOWN_MACHINES, MAKES, _machines, options)
            case Report(address=address):
                return self._report(address)
            case Trash():
                from runwalk_tui.tui.screens.trash import TrashScreen

                return TrashScreen(self._trash, options)

    def _diagnosed(self, remarks: Sequence[Remark]) -> str:
        """Writes what the doctor found; says where."""
        return self._backstage.files.diagnose(remarks, self._backstage.machines())

    def _report(self, address: str) -> Screen[None] | None:
        from runwalk_tui.known_devices.report import report_of
        from runwalk_tui.tui.screens.text import TextScreen

        found = [each for each in self._backstage.machines() if each.address == address]
        if not found or found[0].obeys is None:
            self._ways.say(shown.CHECK_IT_FIRST)
            return None
        title = shown.REPORT_OF.format(called=found[0].called)
        return TextScreen(title, report_of(found[0]), self._backstage.options)

    def _trash(self) -> "Sequence[Deleted]":
        from runwalk_tui.tui.screens.trash import Deleted

        past, desk = self._backstage.past, self._backstage.plan_desk
        sessions = [
            Deleted(
                shown.A_SESSION,
                title_words(row.title),
                row.opened_at[:10],
                partial(past.restore, row.id),
            )
            for row in past.trash()
        ]
        plans = [
            Deleted(shown.A_PLAN, name, "", partial(desk.restore, name)) for name in desk.deleted()
        ]
        return [*sessions, *plans]


def _sayings() -> "Sequence[Item]":
    from runwalk_tui.training.sentence_table import LISTED
    from runwalk_tui.tui.screens.listing import Item

    return [Item(tr(each.rule), tr(each.text), tr(each.text)) for each in LISTED]


def _machines() -> "Sequence[Item]":
    from runwalk_devices.treadmill.catalogue import known_machines
    from runwalk_tui.tui.screens.listing import Item

    return [
        Item(each.called, ", ".join(each.names), "\n".join((each.called, *each.does)))
        for each in known_machines()
    ]
