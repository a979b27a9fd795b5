"""The texts of the screens on what comes in and leaves as files. Names in braces are filled in."""

from runwalk_tui.language import Plural, table

SEE_BELOW = "see below"
GO_BACK = "back"

# Import of sessions
WRITE_A_FILE = "Write the name of a file or folder, or drop it on the window."
LOOKS_FIRST = (
    "FIT and TCX of a watch, or an export of this program. Enter looks; nothing is added yet. The "
    "right arrow completes a name."
)
READING = "Looking: {done} of {of} files, {percent} %. Esc ends it."
ADDING = "Adding: {done} of {of} files, {percent} %. Esc ends it; what was added stays."
ENDS_AFTER_THIS = "This ends after the file that is being read."
WOULD_BE_ADDED = "{count} to add"
ADDED = "{count} added"
KNOWN = "{count} known already"
REFUSED = "{count} refused"
LEFT = "{count} files left out"
GOES_TO_HISTORY = "A watch's recordings are not practice: they go to your history."
LOOK = "look"
ADD = "add"
SEE = "see them"
LOOKED = {"new": "to add", "known": "known", "refused": "refused"}
TAKEN = {"new": "added", "known": "known", "refused": "refused"}

# Export of sessions
OF_FORMATS = {
    "fit": "FIT: for other training programs and services.",
    "tcx": "TCX: for programs that know no FIT.",
    "csv": "CSV: one row per second, for a spreadsheet.",
    "json": "JSON: everything, to be imported again.",
}
WRITES_WHAT_CHANGED = "A file a session. A second time, only what is new or has changed is written."
NAME_A_FOLDER = "name a folder"
CHOOSE_A_FORMAT = "choose a format"
WRITING = "Writing: {done} of {of}, {percent} %. Esc ends it."
ENDS_SOON = "This ends in a moment; the next time goes on from here."
EXPORT_ENDED = "Ended before all was written; the next time goes on from here."
FILES_WRITTEN = Plural(
    "{count} file written, {unchanged} unchanged: {folder}",
    "{count} files written, {unchanged} unchanged: {folder}",
)

# Keys for uploads
WHERE_KEYS_ARE = {
    "intervals": "The API key: intervals.icu, Settings, Developer Settings.",
    "strava": (
        "The access token, with activity:write: strava.com/settings/api. It lasts six hours."
    ),
}
IS_KEPT = "kept:"
NO_KEY_YET = "There is no key yet."

# A trace
RECORDS_WHAT_IS_SENT = (
    "Everything that your treadmill and sensors send, for the report of a fault. Use the console "
    "meanwhile: this program starts and stops nothing."
)
NAME_A_NEW_FILE = "name a new file"
IS_THERE_ALREADY = "is there already; name another"
TRACE_IS_RECORDED = "Recording"
TRACE_IS_OVER = "Recorded"
RECORDED_SO_FAR = "Recording: {time}, {packets} packets. Enter ends it."
RECORDED_OF = "Recording: {time} of {whole} from the first connection, {packets} packets."
NONE_ANSWERED = "No machine and no sensor answered: nothing was recorded. Switch them on."


table(__name__)
