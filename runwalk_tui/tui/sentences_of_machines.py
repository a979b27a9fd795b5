"""Every text that the screens of a workout show of machines without a belt, in one table.

As `runwalk_tui.tui.sentences`.
"""

from runwalk_tui.language import table

LOOKING = {
    "bike": "Looking for your bike. Turn the pedals once if it sleeps.",
    "elliptical": "Looking for your elliptical.",
    "rower": "Looking for your rower.",
    "climber": "Looking for your climber.",
}
CONNECTING = "Connecting to it."
SET_OFF = {
    "bike": "Pedal to begin.",
    "elliptical": "Stride to begin.",
    "rower": "Row to begin.",
    "climber": "Climb to begin.",
}
BIG_SET_OFF = {"bike": "PEDAL", "elliptical": "STRIDE", "rower": "ROW", "climber": "CLIMB"}
BRAKE_IS_YOURS = "The brake is yours until then, and whenever you stop."
TAKES_NO_POWER = "This machine accepts no power: resistance is used instead."
CUES_SAY_WHEN = "The cues say when to work and when to go easy."
POWER_IS_SET = "its power is set for you"
RESISTANCE_IS_SET = "its resistance is set for you, {least:g} to {most:g}"
ONLY_READ = "only read: the cues say when"
LENGTH_AT_POWER = "{length} at {watts:.0f} W"
LENGTH_AT_LEVEL = "{length} at level {level:g}"
EASED = "eased until you are back at speed"
BY_RESISTANCE = "takes no power: by resistance"
LEVEL = "level {level:g}"
CADENCES = {
    "bike": "{rpm:.0f} rpm",
    "elliptical": "{rpm:.0f} steps/min",
    "rower": "{rpm:.0f} strokes/min",
    "climber": "{rpm:.0f} steps/min",
}
POWER = "POWER"
SPEED = "SPEED"
EFFORT_VERBS = {
    "warm-up": "WARM UP",
    "run": "WORK",
    "walk": "EASY",
    "surge": "HARD",
    "cool-down": "COOL DOWN",
}
EFFORTS = {
    "warm-up": "warm-up",
    "run": "interval",
    "walk": "easy part",
    "surge": "hard part",
    "cool-down": "cool-down",
}
GO_EASY_NOW = "easy now; the rest eased"
NO_MORE_WORK = "no more work today"
BRAKE_NOT_CONFIRMED = "Brake not released: switch the machine off if it is heavy."
ESC_AGAIN_NO_BELT = "Esc again ends the workout and frees the brake"
HOW_TO_STOP_NO_BELT = "s, or Esc twice, ends the workout and frees the brake. Space pauses."
LOCKED_NO_BELT = "Locked: l unlocks. s, or Esc twice, ends the workout."
MACHINES = {
    "treadmill": "Treadmill",
    "bike": "Bike",
    "elliptical": "Elliptical",
    "rower": "Rower",
    "climber": "Climber",
}
PEDAL_ON = "and pedal on"
WHY_PAUSED = {
    "runner": "you paused",
    "console": "you stopped moving",
    "link": "the machine was lost",
    "no motion": "nothing moved",
    "stalled": "the program froze",
}
HARDER = "harder"
EASIER = "easier"
NOTHING_TO_SET = "Nothing is set on this machine: you work harder or easier yourself."

table(__name__)
