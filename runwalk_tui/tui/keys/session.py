"""The keys of the page of a recorded session, and of two side by side."""

from runwalk_tui.tui.keys.key import Key

UNDO_DELETE = Key("page.undo", "z", "undo", "z", "undo", "Brings a deleted session back.", 1)
PAGE_KEYS = (
    Key("page.replay", "r", "replay", "r", "replay", "Plays this session.", 2),
    Key("page.compare", "c", "compare", "c", "compare", "Compares with the last of this plan.", 2),
    Key("page.ghost", "g", "ghost", "g", "run against it", "Runs its plan against it.", 3),
    Key("page.note", "n", "edit('note')", "n", "note", "Changes the note.", 3),
    Key("page.effort", "f", "edit('effort')", "f", "effort", "Changes the effort, 1 to 10.", 4),
    Key("page.title", "t", "edit('title')", "t", "title", "Changes the title.", 4),
    Key("page.export", "e", "export", "e", "export", "Writes it as FIT to this folder.", 4),
    Key("page.export_as", "w", "export_as", "w", "export as", "Chooses format and file.", 5),
    Key("page.upload", "u", "upload", "u", "upload", "Sends it to your services.", 4),
    Key("page.delete", "x,delete", "delete", "x", "delete", "Deletes it; z brings it back.", 4),
    UNDO_DELETE,
)
CANCEL_EDIT = Key("page.cancel", "escape", "cancel_edit", "esc", "leave", "Changes nothing.")
COMPARE_KEYS = (
    Key(
        "compare.next", "right,space", "turn(1)", "→", "other", "Compares with another session.", 1
    ),
    Key("compare.before", "left", "turn(-1)", "←", "other", "Compares with the one before."),
)

SESSION_PAGE_KEYS = (*PAGE_KEYS, CANCEL_EDIT, *COMPARE_KEYS)
"""All of them."""
