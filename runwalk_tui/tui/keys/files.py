"""The keys of what comes in and leaves as files: imports, exports, keys of services, traces."""

from runwalk_tui.tui.keys.key import Key

HISTORY_FILE_KEYS = (
    Key("history.export", "e", "export", "e", "export", "Writes it as FIT to this folder.", 3),
    Key(
        "history.import", "i", "import_sessions", "i", "import", "A watch's runs, or an export.", 4
    ),
)
"""In the history."""
