"""Sentences on the capabilities of a treadmill; names in braces are filled in."""

from runwalk_tui.language import table

NO_STOP = "Stop NOT confirmed: keep the safety key clipped to you."

TRY_START = (
    "A few machines obey only what follows a request for control and a Start; on others that stops "
    "the belt. 'runwalk devices check --try-start' tries it, and sets ask_control_again in "
    "machines.toml if it helps."
)

UNVERIFIED = (
    "Not verified: its speeds, as its distance does not show them. Compare them with its console."
)

MIGHT_TOGGLE = "Start might pause a moving belt: it is never sent to one."
TOGGLES = "Its Start pauses a moving belt: a moving belt is never sent a Start."
TOGGLES_NOT = "A Start sent while its belt moved did no harm."
THE_TREADMILL = "The treadmill"
AT_ADDRESS = "{name} at {address}"
RUNS = "It runs at {least:g} to {most:g} {unit}."
RUNS_IN_STEPS = "It runs at {least:g} to {most:g} {unit} in steps of {step:g}."
FOLLOWS = (
    "It begins to follow after {delay_s:.1f} s, speeds up by {up:.1f} and slows down by "
    "{down:.1f} {unit} a second."
)
STOPS = "Stop stops it."
STOPS_WITHIN = "Stop stops it, within {seconds:.0f} s."
COUNTS = "It obeys, but counts in miles per hour: {done}."
SHOWS = "It obeys, but shows its speed in miles per hour: {done}."
COUNTS_AND_SHOWS = "It obeys, but counts and shows its speed in miles per hour: {done}."
CONVERTED = "converted"
TO_CONVERT = "to convert that, add --accept"


DID_NOT_MOVE = "Its belt did not move: nothing was learned."
OBEYED_ONCE = "It obeyed once, then no more: you set its speed, when told."
IGNORES = "It ignores commands: you set its speed, when told."
OBEYS = "It obeys, in km/h."
NONE_ANSWERED = "No treadmill answered: switch it on, stand near it, and close other apps."
ONLY_REPORTS = "It only reports: you set its speed, when told."
SUGGEST_MPH = "Its steps of {increment_kmh:g} km/h suggest a mph machine."
REVOKES = "It revokes control: control is requested before each command."
ASKS_AGAIN = "Control and Start are sent before each speed, as you set it."

table(__name__)
