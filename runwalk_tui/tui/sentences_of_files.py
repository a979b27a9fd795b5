"""The texts of the screens on what comes in and leaves as files. Names in braces are filled in."""

from runwalk_tui.language import table

SEE_BELOW = "see below"

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
GOES_TO_HISTORY = "What a watch recorded is no practice: it goes to your history."
LOOK = "look"
ADD = "add"
SEE = "see them"
LOOKED = {"new": "to add", "known": "known", "refused": "refused"}
TAKEN = {"new": "added", "known": "known", "refused": "refused"}


table(__name__)
