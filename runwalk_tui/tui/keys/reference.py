"""The keys of lists to look things up in, of a text, and of what was deleted."""

from runwalk_tui.tui.keys.key import Key

LISTING_KEYS = (
    Key("listing.filter", "slash", "filter", "/", "filter", "Lists only those with your words.", 1),
    Key("listing.copy", "c", "copy", "c", "copy", "Copies the words of the marked row.", 3),
)
TEXT_KEYS = (Key("text.copy", "c", "copy", "c", "copy", "Copies all of it.", 1),)
TRASH_KEYS = (
    Key("trash.restore", "enter", "restore", "enter", "bring back", "Brings it back.", 1),
)
