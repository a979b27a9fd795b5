"""The texts of the screens on miles and races, a reading at rest, and what the coach can say.

Names in braces are filled in. Columns' headings stand with the columns, keys' words with the keys.
"""

from runwalk_tui.language import Plural, table

# Races
READING_YOUR_MILES = "Reading your miles."
NO_MILE_KNOWN = "No Magic Mile is known"
BY_YOUR_MILES = "By your miles: {time}"
BY_MILE_TOLD = "By a mile in {time}"
NO_MILE_WAYS = "r measures a Magic Mile on the belt; m enters one that you ran elsewhere."
A_MILE = "mile"
MARK_A_RACE = "Mark a race first, and write a mile."
WRITE_A_MILE_FIRST = "Write the time of a mile first: m."
RACE_IS_WALKED = "At this pace all of it is walked."
ASK_HEAT = "Above 16 °C you will be slower: t enters the temperature."
RACE_ASKS = {
    "mile": "A mile's time, like 9:30; nothing: your own",
    "goal": "The time you want, like 2:05:00; nothing: none",
    "heat": "How warm it will be, in °C; nothing: not known",
}

# A reading at rest
LIE_DOWN = "Put the strap on and lie down; breathe as you like."
LIE_STILL = "Lie still and breathe as you like."
REST_DONE = "DONE"
REST_NOTHING = "NOTHING READ"
GET_UP_SLOWLY = "It is kept. Get up slowly."
NOTHING_IS_KEPT = "Nothing is kept."

# A programme's calendar
CALENDAR_WRITTEN = Plural(
    "Written: {file}, {count} workout of {title}.", "Written: {file}, {count} workouts of {title}."
)
CALENDAR_MOVES = "Written anew once you have moved on, it moves the events in your calendar."
NO_REST = "Two of these days have no day of rest between them."
NOTHING_AHEAD = "no workout of this programme lies ahead"
NAME_A_FILE = "name a file, like runs.ics"

# The broadcast
BROADCAST = "broadcast"
END_BROADCAST = "end broadcast"
NETWORK_BEGINS = "The broadcast begins."
NETWORK_ON = "Workouts are shown on the network at {host}, port {port}; b ends that."
NETWORK_OFF = "Workouts are no longer shown on the network."
NETWORK_TROUBLE = "Not shown on the network: {why}"
ON_NETWORK = "shown on the network; b ends that"

# Another process's workout
NOBODY_RUNS = "No workout is running in another terminal."

# A Stop from outside
STOPPING = "STOPPING"
STOPPING_WHAT = "The belt is being stopped: one moment."
STANDS = "STANDS"
IT_STANDS = "The belt has stopped."
NO_BELT = "NO BELT"
MAY_MOVE = "MAY BE MOVING"
STOP_IT_YOURSELF = "Press stop on the treadmill, or pull the safety key."

# Lists to look things up in
THE_COACH_SAYS = "What the coach can say: {count}"
KNOWN_MACHINES = "Known machines: {count}"
ONLY_ROWS_WITH = "Only rows with ... Enter keeps it, Esc ends it."
NO_ROW = "There is none with these words."
COPIED_ROW = "Copied, where your terminal allows it."
CHECK_IT_FIRST = "It was not checked yet: c checks it."
REPORT_OF = "What was found out about {called}"

# What was deleted
IN_THE_TRASH = Plural("{count} to bring back", "{count} to bring back")
TRASH_IS_EMPTY = "Nothing was deleted"
A_SESSION = "session"
A_PLAN = "plan"
IS_BACK = "{name} is back."


table(__name__)
