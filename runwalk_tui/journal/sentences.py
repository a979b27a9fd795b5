"""The errors of the journal, of recordings and of diaries, and what is noted of damaged rows.

Names in braces are filled in; keys of files and tables are as they are in every language.
"""

from runwalk_tui.language import Plural, table

NO_SESSION_YET = "{file}: no session yet; runwalk run records one"
NO_SESSION = "there is no session {which}; runwalk history{option} lists them all"
STILL_RUNNING = "session {id} is still running; wait until it has ended"
AT_PLACE = "session {id}, {place}: {why}"
NOBODYS_ROW = "row {number} of the table {table} is damaged: it belongs to nobody"
DAMAGED_CELL = "session {id}: its {name} in the journal is damaged"
DAMAGED_OPENING = "{where}, which opens it, is damaged: {why}"
SKIPPED = "{where} is damaged and skipped: {why}"
IN_SESSION = "session {id}, {place}"
ONE_EVENT = "event {first}"
EVENTS = "events {first} to {last}"
DIFFERS_FROM_ROW = "its time or type differs from its row"
NO_BLOCK_READ = "the block that holds them cannot be read: {why}"
NO_BLOCK = "it is no block"
BLOCK_FORMAT = "it is of format {number}; a newer program may know it"
KEY_IS_MISSING = "{name} is missing"
STATS_DAMAGED = "the figures of session {id} were damaged; they are recalculated"
NO_STATS = "{why}; the session has no figures"
DAMAGED_WITHOUT_STATS = "session {id} is damaged and has no figures: {why}"
STATS_OF_ANOTHER = "they are those of session {id}"
OTHER_ZONES = "they have another number of zones"
IMPOSSIBLE_STATS = "they have an impossible number"
BEFORE_THE_OPENING = "it comes before the event that opens the session"
IT_GOES_BACK = "it goes back in time, from {seconds:g} s"
IMPOSSIBLE_NUMBER = "it has an impossible number"
NO_STEP = "there is no step {number} in the plan"
ENTRY_SKIPPED = "entry {number} of the diary is damaged and skipped: {why}"
NO_PAIN = "a pain of {pain} is not within 0 to {most}"
NO_WEEK = "there is no week {week}"
NO_MILE_TIME = "{seconds:g} s is not a mile time"
NO_EFFORT = "an effort of {effort} is not within 1 to {most}"
NO_FEELING = "a feeling of {feel} is not within 1 to {most}"
NO_HEADER = "is not a valid header: {why}"
FOLDER = "is a folder; name a file of events"
NOT_READ = "cannot be read: {why}"
NO_FILE = "no such file; check its name"
EMPTY = "is empty; name a file of events"
AT_LINE = "line {number}: {why}"
FIRST_EVENT = "line {number}: begins with {name}, not with SessionOpened"
GOES_BACK = "line {number}: goes back in time, from {seconds:g} s"
DISK_FULL = "the disk is full; free some space, or set RUNWALK_HOME to another disk"
NOT_WRITABLE = "the journal cannot be written here; {remedy}"
DAMAGED = "is damaged; move it away to start a new one"
LOCKED = "another program keeps the journal locked; close it and try again"
UNUSABLE = "the journal cannot be used: {why}; check the disk"
NEWER = (
    "{file}: a newer program uses this journal (version {version}, this program knows {known}); "
    "update runwalk"
)
RECORDING_FAILS = "recording fails; the log says why"
RESCUED = "{why}; this session is saved in {file}: runwalk replay {file}"
LOST = "{why}; no other folder can be written either: it is lost"
RECALCULATING = "runwalk: recalculating statistics: {done} of {count} sessions"

UNKNOWN_COLUMN = "a column has no form that this program knows"
IS_DELETED = "session {which} is deleted; runwalk restore {which}{option} brings it back"
NOT_DELETED = (
    "there is no deleted session {which}; runwalk restore{option} lists those that there are"
)
SEVERAL_SKIPPED = "{where} are damaged and skipped: {why}"
MORE_DAMAGED = Plural("{count} more row is damaged", "{count} more rows are damaged")
NOT_TEXT = "it is not text"
TOO_DEEP = "it is nested too deep"
NOT_UTF_8 = "it is not UTF-8"
NONE_OF = {"event": "is not an event: {why}", "entry": "is not an entry: {why}"}
UNKNOWN_TYPE = {
    "event": "there is no event of type {name!r}; a newer program may know it",
    "entry": "there is no entry of type {name!r}; a newer program may know it",
}


table(__name__)
