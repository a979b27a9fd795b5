"""The texts of forms: profile, settings, new and imported plans. Names in braces are filled in."""

from runwalk_tui.language import table

# What to write
AT_MOST_LETTERS = "write at most {most} letters"
NOT_PRINTABLE = "leave out what cannot be printed"
LOW_TO_HIGH = "write {low} to {high}, or leave it empty"
KILOGRAMS = "write 20 to 300 kg, like 70"
LOW_TO_HIGH_SPEED = "write {low} to {high} {unit}"

SEE_DOCTOR = (
    "See a doctor before you train, and show your answers. They stay on this machine, and "
    "nothing here is a diagnosis."
)
MORE_THAN_REST = "write more than the {rest_bpm} at rest"
NO_SLOWER_THAN = "write it no slower than the {speed}"
BY_AGE = "{bpm} by age"

IF_EMPTY = "{key} if empty"
FIVE_THAT_RISE = "write five that rise, 50 60 70 80 90"

ANOTHER_NAME = "there is a plan {name} already; write another name"

WRITE_FILE = "file: write its name, or drop the file on the window"
ANOTHER = "there is a plan {name} already; write another"
SEE_BELOW = "see below"
KMH = "{kmh:g} km/h"
KMH_MORE = "{kmh:g} km/h more"
TERMINALS = "the terminal's"
KEYS_ABOUT = "Empty: its own key. Write k, space, page down. STOP keeps s besides."
ACTIONS = {
    "run.pause": "pause",
    "run.skip": "skip",
    "run.back": "back",
    "run.longer": "longer",
    "run.faster": "faster",
    "run.slower": "slower",
    "run.much_faster": "much faster",
    "run.much_slower": "much slower",
    "run.pain": "pain",
    "run.undo_pain": "undo pain",
    "run.lock": "lock",
    "run.units": "units",
    "stop": "stop",
}


PAGE_DOWN = "{title} · {page} of {pages}, page down"
PAGE_UP = "{title} · {page} of {pages}, page up"
NO_KEY = "{word} is not a key; write k, space or pagedown"
NO_ACTION = "{id} is not an action whose key can be changed"
FIXED_TASK = "{key} has a fixed task; choose another key for {id}"
BOTH_ACTIONS = "{one} and {other}"
WOULD_BE_BOTH = "{name} would be {both} on the {screen} screen; choose another"
NO_KEY_AT_ALL = "{key} is not a key"


table(__name__)
