"""The texts on known devices, and on what is done with them."""

from runwalk_tui.language import table

IS_REMEMBERED = "{called} is remembered."
NOW_CALLED = "{device} is now called {called}."
IS_FORGOTTEN = "{called} is forgotten."
SETTINGS_FIRST = (
    "{done} But your settings name {word}, which comes first: remove the line '{kind} = ...' "
    "from settings.toml."
)
BATTERY_IS = "{called}: battery {percent} %."
ALREADY_REMEMBERED = "{called} is already remembered."
THE_NEAREST = "the nearest"

PAIRED = "{name} is paired with."
PAIRED_ALREADY = "{name} is paired with already; {anew} pairs anew."
NOT_THERE_TO_PAIR = (
    "{device}: not in range: switch it on, and close other apps; some pair only while a button is "
    "held"
)
NOT_PAIRED = (
    "{device}: not paired: {why}: switch it on, and close other apps; some pair only while a "
    "button is held"
)
PAIRING = "Pairing with {called}: say yes where the system asks."
NO_PAIRING_HERE = "No pairing here: virtual devices need none."
P_AGAIN = "p again"

SELECT_TREADMILL = "Select a treadmill to check."
ONLY_A_SENSOR = "Only a strap, a pod or a sensor has a battery."
ASKING_BATTERY = "Asking {called} for its battery level."
NO_BATTERY_LEVEL = "{called} reports no battery level."
NO_ANSWER = "{called} does not answer: wear or move it, and close other apps."

TRAINER = "Chosen, it is the one that workouts on this kind of machine connect to."
UNCHECKED = "Capabilities unknown until checked: a minute at walking speed."
REPORTED = "Reported of {called}: it {does}."
BATTERY_UNKNOWN = "Battery level unknown until connected."
CHECKED_ON = "Checked on {day}."
NOT_IN_RANGE = "Not in range: switch it on, or move closer."
TAKEN = "A workout is running in another window: no connections until it ends."

CONNECTS_TO = {
    "treadmill": "The treadmill to connect to is now {which}.",
    "strap": "The strap to connect to is now {which}.",
    "bike": "The bike to connect to is now {which}.",
    "elliptical": "The elliptical to connect to is now {which}.",
    "rower": "The rower to connect to is now {which}.",
    "climber": "The climber to connect to is now {which}.",
    "pod": "The pod to connect to is now {which}.",
    "power meter": "The power meter to connect to is now {which}.",
    "cadence sensor": "The cadence sensor to connect to is now {which}.",
}

BATTERY_WAS = "Battery {percent} % when last connected."
BATTERY_WAS_ON = "Battery {percent} % when last connected, on {day}."
FEET_UNKNOWN = "The first workout shows whether its cadence counts one foot or both."
ONE_FOOT = "Its cadence is that of one foot; it is shown and exported for both."
BOTH_FEET = "Its cadence is that of both feet."
BELT_MEASURES = "{belt} measures {factor:.3f} times its distance, by {length} at a steady speed."

UNPRINTABLE = "{name} has unprintable characters; remove them"
TOO_LONG = "{name}: is longer than {most} characters; shorten it"
NAME_TAKEN = "{name}: another device has that name; choose another"
SET_ASIDE = "{error}; it is kept as {kept}, treadmills are checked anew"
NOT_SET_ASIDE = "{error}; it cannot be moved: {why}"


table(__name__)
