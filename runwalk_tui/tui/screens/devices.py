"""The devices: what is in range, what is known of it, and which of it is to be used."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from runwalk_devices.transport.adapter import DeviceKind
from runwalk_tui.known_devices.browser import View
from runwalk_tui.known_devices.description import portrait
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.known_devices.known import LONGEST_NAME
from runwalk_tui.known_devices.listing import Entry
from runwalk_tui.tui import sentences_of_lists as shown
from runwalk_tui.tui.destinations import Check, Report, Trace, Train
from runwalk_tui.tui.keys import (
    CLOSE,
    DEVICES_KEYS,
    FORGET_KEYS,
    HELP,
    HELP_KEYS,
    LIST_KEYS,
    Groups,
    bindings,
)
from runwalk_tui.tui.ports import DeviceFeed
from runwalk_tui.tui.screen_options import ScreenOptions
from runwalk_tui.tui.screens.base import ALWAYS, RunwalkScreen
from runwalk_tui.tui.widgets.banner import Title
from runwalk_tui.tui.widgets.device_description import Portrait, PortraitFace
from runwalk_tui.tui.widgets.device_rows import COLUMNS, device_row
from runwalk_tui.tui.widgets.key_bar import KeyBar
from runwalk_tui.tui.widgets.table import Table
from runwalk_tui.tui.widgets.text_block import Notice, Saying
from runwalk_tui.workout.vocabulary import MachineKind

PERIOD_S = 0.5
NAMING_CLASS = "-naming"

_KEYS = (*DEVICES_KEYS, *FORGET_KEYS, CLOSE, HELP)
_ANSWERS = {"confirm", "decline"}


class DevicesScreen(RunwalkScreen):
    """A row a device, the marked one below in words.

    While a name is written, the line for it has the focus.

    Args:
        options: How the runner wants screens.
    """

    BINDINGS = bindings((*DEVICES_KEYS, *FORGET_KEYS, *LIST_KEYS, *HELP_KEYS))
    HELP_GROUPS: ClassVar[Groups] = (("Devices", (*DEVICES_KEYS, *LIST_KEYS, CLOSE, HELP)),)

    def __init__(self, options: ScreenOptions) -> None:
        super().__init__(options)
        self._feed: DeviceFeed | None = None
        self._view = View(0.0)
        self._named: Entry | None = None
        self._doomed: Entry | None = None
        self._title = Title(options)
        self._table = Table(COLUMNS, can_mark=True)
        self._portrait = Portrait(options)
        self._notice = Notice(options)
        self._line = Input(max_length=LONGEST_NAME, compact=True)
        self._keys = KeyBar(_KEYS, options)

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield Widget(self._table, self._portrait, id="devices")
        yield self._notice
        yield self._line
        yield self.help_table
        yield self._keys

    def on_mount(self) -> None:
        """Begins to draw."""
        self._title.draw(shown.YOUR_DEVICES)
        self._draw()
        self.set_interval(PERIOD_S, self._draw)

    def look_at(self, feed: DeviceFeed) -> None:
        """Shows what is in range and what is known of it from now on."""
        self._feed = feed
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is asked, only the answer counts."""
        if not super().check_action(action, parameters):
            return False
        if action in ALWAYS:
            return True
        is_asking = self._named is not None or self._doomed is not None
        return action == "close_help" or (action in _ANSWERS) == is_asking

    def _draw(self) -> None:
        """Shows the devices as they are now; the mark stays with its device."""
        if self._feed is None:
            self._follow_mark()
            return
        marked, self._view = self._marked, self._feed.view()
        view, mark = self._view, None
        if marked is not None:
            addresses = [entry.address for entry in view.entries]
            if marked.address in addresses:
                mark = addresses.index(marked.address)
        self._table.styles.max_height = len(view.entries) + 1
        self._table.draw([device_row(entry, view.now) for entry in view.entries], mark=mark)
        self._follow_mark()

    @property
    def _marked(self) -> Entry | None:
        """The marked device, as it was last drawn."""
        entries = self._view.entries
        return entries[self._table.marked] if entries else None

    def _follow_mark(self) -> None:
        """Draws what depends on which device is marked."""
        self._portrait.draw(_portrait(self._marked, miles=self.options.units == "mi"))
        self._notice.draw(self._saying())
        self._keys.draw(self._labels())

    def _saying(self) -> Saying:
        """The one thing that matters most now."""
        view, named, doomed = self._view, self._named, self._doomed
        if named is not None:
            called = named.device.name or named.address
            return Saying(shown.YOUR_NAME_FOR.format(called=called), "caution")
        if doomed is not None:
            words = shown.FORGET_IT.format(called=doomed.called)
            return Saying(words, "caution")
        if view.trouble:
            words = device_words(view.trouble)
            return Saying(words[:1].upper() + words[1:], "danger")
        if view.said:
            return Saying(view.said)
        is_empty = all(entry.heard_at is None for entry in view.entries)
        return Saying(shown.LISTENING if is_empty else "", "soft")

    def _labels(self) -> dict[str, str]:
        """The labels of the keys here; a key without one is left out."""
        possible = self._possible()
        labels = {key.id: "" for key in _KEYS if key.action not in possible}
        if self._marked is not None and self._marked.device.chosen and "choose" in possible:
            labels["devices.choose"] = shown.USE_THE_NEAREST
        return labels

    def _possible(self) -> set[str]:
        """The actions that the marked device permits."""
        entry = self._marked
        if self._named is not None:
            return set()
        if self._doomed is not None:
            return _ANSWERS
        if entry is None:
            return {"go_back", "leave", "help"}
        memory = "forget" if entry.is_known else "remember"
        possible = {"go_back", "leave", "help", "choose", "rename", "pair", "trace", memory}
        if entry.kind is DeviceKind.TREADMILL:
            possible |= {"check"} | ({"report"} if entry.is_known else set())
        possible.add("battery" if entry.kind.is_sensor else "train")
        return possible

    def on_data_table_row_highlighted(self) -> None:
        """The words follow the mark."""
        self._follow_mark()

    def on_data_table_row_selected(self) -> None:
        """A click on the marked device chooses it."""
        self.action_choose()

    def on_input_submitted(self) -> None:
        """The name is written."""
        if self._feed is not None and self._named is not None:
            self._feed.rename(self._named, self._line.value)
        self.action_decline()

    def action_move(self, rows: int) -> None:
        """Moves the mark."""
        self._table.move(rows)

    def action_choose(self) -> None:
        """Choose the marked device to connect to; if it is chosen, the nearest again."""
        if self._feed is not None and self._marked is not None:
            self._feed.choose(self._marked)
            self._draw()

    def action_remember(self) -> None:
        """Keeps the marked device in the list."""
        if self._feed is not None and self._marked is not None:
            self._feed.remember(self._marked)
            self._draw()

    def action_rename(self) -> None:
        """Opens the line for a name."""
        if self._marked is not None:
            self._named = self._marked
            self._line.value = self._marked.device.own_name
            self._line.placeholder = self._marked.device.name
            self.add_class(NAMING_CLASS)
            self.set_focus(self._line)
            self._draw()

    def action_forget(self) -> None:
        """Asks whether that is meant."""
        if self._marked is not None and self._marked.is_known:
            self._doomed = self._marked
            self._draw()

    def action_confirm(self) -> None:
        """It is."""
        if self._feed is not None and self._doomed is not None:
            self._feed.forget(self._doomed)
        self.action_decline()

    def action_decline(self) -> None:
        """Asks no more."""
        self._named = self._doomed = None
        self.remove_class(NAMING_CLASS)
        self.set_focus(None)
        self._draw()

    def action_battery(self) -> None:
        """Read the battery level of the marked strap."""
        if self._feed is not None and self._marked is not None:
            self._feed.read_battery(self._marked)
            self._draw()

    def action_pair(self) -> None:
        """Pairs with the marked device; with one that is paired already, anew."""
        if self._feed is not None and self._marked is not None:
            self._feed.pair(self._marked)
            self._draw()

    def action_report(self) -> None:
        """What the check of the marked treadmill found, for the list of known machines."""
        if self._marked is not None:
            self.guide.go(Report(self._marked.address))

    def action_trace(self) -> None:
        """Asks where a trace of what devices send is to go."""
        self.guide.go(Trace())

    def action_check(self) -> None:
        """Leaves to check the marked treadmill, which begins on a screen of its own."""
        if (
            self._feed is not None
            and self._marked is not None
            and self._feed.can_check(self._marked)
        ):
            self.guide.go(Check(self._marked.address))
        self._draw()

    def action_train(self) -> None:
        """Leaves for the plans, to run one on the marked machine."""
        entry = self._marked
        if entry is not None and not entry.kind.is_sensor:
            kind = MachineKind(entry.kind.value)
            self.guide.go(Train(kind, entry.address, entry.called))


def _portrait(entry: Entry | None, *, miles: bool) -> PortraitFace:
    """A device in words; its address, and the name it gives itself where it has another."""
    if entry is None:
        return PortraitFace("")
    device = entry.device
    own = f"{device.name} · " if device.own_name and device.name else ""
    lines = tuple(portrait(device, miles=miles))
    return PortraitFace(
        entry.called, f"{own}{shown.KINDS.get(entry.kind, entry.kind)} · {entry.address}", lines
    )
