"""The words on files that leave the program and come in; they follow the file or the words."""

from runwalk_tui.language import table

CALENDAR_TIME = "{text}: write a time like 18:00"
CALENDAR_DAY = "{text}: write a day like 2026-07-01"
CALENDAR_IS_THERE = "exists and is not from runwalk; choose another name, or force it"
CALENDAR_FAILED = "cannot be written: {why}; name another"

# What comes in
BETWEEN_SESSIONS = "what was told between sessions"
KNOWN_ALREADY = "is session {id} already"
NO_PROFILE_HERE = "{runner}, whose it is, has no profile here yet"
SESSION = "session {id}: {what}"
PRACTISED = "{title} (practice)"
NO_FILE_INSIDE = "import: {folder} has no file that ends in {endings}"
TWICE = "is the same run as another of these files"

TOO_LONG = "it lasts {seconds:.0f} s; no workout is that long"
NEVER_RAN = "the belt never ran in this session; choose another"
NOT_AS_FORMAT = "cannot be written as {format}: {why}"
IS_THERE = "already exists; choose another name, or force it"
NO_PLACE_FOR_REPORT = "cannot be written: {why}; start runwalk in a folder of yours"
NOT_WRITTEN = "cannot be written: {why}; name another"
NEVER_BEGAN = "it never began; choose another"
STILL_RUNNING = "session {id} is still running; export again later"
OTHER_FOLDER = "{file}: cannot be written: {why}; name another folder"
NOT_REMOVED = "{file}: cannot be removed: {why}; remove it by hand"
LEFT_OUT = "session {id}: {why}"
NEEDS_DUCKDB = "needs DuckDB; install it with: pip install 'runwalk-tui[dataset]'"


table(__name__)
