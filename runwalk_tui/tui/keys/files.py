"""The keys of what comes in and leaves as files: imports, exports, keys of services, traces."""

from runwalk_tui.tui.keys.key import Key

HISTORY_FILE_KEYS = (
    Key("history.export", "e", "export", "e", "export", "Writes it as FIT to this folder.", 3),
    Key("history.export_as", "w", "export_as", "w", "export as", "Chooses format and file.", 5),
    Key(
        "history.export_all",
        "a",
        "export_all",
        "a",
        "export all",
        ("Exports all sessions into a folder."),
        5,
    ),
    Key(
        "history.import",
        "i",
        "import_sessions",
        "i",
        "import",
        "Imports a watch's runs, or an export.",
        4,
    ),
    Key("history.deleted", "t", "deleted", "t", "deleted", "Lists what can be brought back.", 5),
)
"""In the history."""

SETTINGS_KEYS = (
    Key(
        "settings.services",
        "f2",
        "services",
        "f2",
        "upload keys",
        "Keys for Intervals.icu and Strava.",
        2,
        priority=True,
    ),
)
"""Besides those of the form; it acts before the line in which letters are written is asked."""

TRACE_KEYS = (
    Key("trace.end", "enter", "end", "enter", "end", "Ends the recording; says where it is.", 1),
    Key("trace.back", "escape", "leave_trace", "esc", "back", "Ends it, then goes back.", 2),
)
"""While a trace is recorded."""
