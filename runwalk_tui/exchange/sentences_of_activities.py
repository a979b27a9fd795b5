"""The errors and notes on files of activities and of sessions that come in.

Errors follow the name of the file. Names in braces are filled in.
"""

from runwalk_tui.language import Plural, table

NOT_READ = "cannot be read: {why}"
NOT_UNPACKED = "is damaged: it cannot be unpacked; copy it again"
ACTIVITY_TOO_LARGE = "is larger than {mb} MB; no activity is"
EMPTY = "is empty; choose another file"
IS_ZIP = "is a zip archive; unpack it first"
UNKNOWN_FORMAT = "is not an activity of a known format; choose a FIT or TCX file"
IN_THE_FUTURE = "begins in the future: its device's clock was wrong"
TOO_LONG = "lasts {hours:.0f} h; no workout is that long"
TOO_SHORT = "has no activity of a second or more"
OTHER_SPORTS = "is an activity of {sports}; only runs and walks can be imported"
IS_WORKOUT = "is a workout, not an activity; 'runwalk plans import' takes it"
NO_DATE = "has no date: the clock of its device was not set"
TOO_DAMAGED = "is too damaged: no activity can be read from it"
FIT_WITHOUT_ACTIVITY = "is a FIT file, but has no activity in it"
INTERRUPTED = "the recording was interrupted; all it holds is imported"
WRONG_CHECKSUM = "its checksum is wrong; the readable part is imported"
TOO_MANY_MESSAGES = "has more than {most} messages; no workout has"
BEFORE_THE_DAMAGE = "the file is damaged; the part before the damage is imported"
NO_SPORT = "the file names no sport; assuming a run"
HAS_ENTITIES = "has a document type or entities; an activity needs none, so remove them"
BAD_XML = "line {line}, column {column}: is not well-formed XML"
ENCODING = "is in an encoding that XML does not know; save it as UTF-8"
TCX_WITHOUT_ACTIVITY = "is TCX, but has no activity in it"
IS_GPX = "is GPX, which has too little of a treadmill run; export FIT or TCX instead"
NO_TCX = "is XML, but not an activity in TCX"
TOO_MANY_ELEMENTS = "has more than {most} elements; no workout has"
TOO_MANY_READINGS = "has more than {most} readings; no workout has"
SESSION_TOO_LARGE = "is larger than {mb} MB; no session is"
AT_LINE = "line {number}: {why}"
SENSELESS_EVENT = "event {number} makes no sense: {why}"
HEART_RATE = "Heart rate"
DIARY = "diary"

BY_SPEED = {
    "run": "the file names no sport; by its speed it is taken for a run",
    "walk": "the file names no sport; by its speed it is taken for a walk",
}
ODD_DATES = Plural(
    "{count} reading of another date left out", "{count} readings of another date left out"
)
BACKWARDS = Plural(
    "{count} reading back in time left out", "{count} readings back in time left out"
)


table(__name__)
