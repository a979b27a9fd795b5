"""The errors, questions and notes on workout files of other programs.

Errors follow the name of the file. Names in braces are filled in; what stands in a file is quoted.
"""

from runwalk_tui.language import table

NOT_READ = "cannot be read: {why}"
TOO_LARGE = "is larger than {mb} MB; no workout is"
EMPTY = "is empty; choose another file"
UNKNOWN_FORMAT = "is not a workout of a known format; choose a FIT, ZWO, ERG, MRC, XML or text file"
NO_TEXT = "is not text"
NO_NUMBER = "{where}: {text!r} is not a number"
OUTSIDE = "{where}: {text} is outside {least:g} to {most:g}"
REPEATS = "{where}: {count} repeats; write 1 or more"
TOO_MANY_IN_ALL = "{where}: more than {most} steps in all; repeat less often"
TOO_MANY_FOR_A_PLAN = "more than {most} steps, the most that a plan may have"
NO_STEP_THERE = "there is no step in it"
TOO_LONG = "it takes {hours:.1f} h; a plan takes 24 h at most"
NO_FTP = (
    "its powers are shares of your FTP, which is not known; write ftp_w under [runner] in your "
    "settings"
)
NO_BELT_SPEED = (
    "{where}: {kmh:.4g} km/h is not a belt speed; write one above 0 and at most {most:g} km/h"
)
TOO_SHORT = "{where}: {seconds:g} s is too short for a step"
SAY_IT = "{question}; say it with {option}"
ABOVE_YOUR_CAP = (
    "{over} of {count} steps are faster than your cap of {cap:g} km/h; the belt will keep to the "
    "cap"
)
BY_FTP = "powers are shares of your FTP, {watts} W"
YOUR_SPEED = "steps without a speed get yours: {kind} at {kmh:g} km/h"
INCLINE_BECOMES = "an incline of {incline:g} % becomes {kept:g} %"
FASTER_THAN_IT_GOES = (
    "{over} of {count} steps are faster than {called} goes; there they will run at {fastest:g} km/h"
)
SLOWER_THAN_IT_GOES = (
    "{under} of {count} steps are slower than {called} goes; there they will run at {slowest:g} "
    "km/h"
)
WRITE_LENGTHS = "write seconds or metres"
WRITE_SPEEDS = "write km/h or mph"
NO_MILE_TIME = "is not a mile time; write one from 3:30 to 30:00"
HAS_ENTITIES = "has a document type or entities; a workout needs none, so remove them"
BAD_XML = "line {line}, column {column}: is not well-formed XML"
ENCODING = "is in an encoding that XML does not know; save it as UTF-8"
TOO_MANY_ELEMENTS = "has more than {most} elements; no workout has"
NO_FIT = "is not a FIT file that can be read"
IS_ACTIVITY = "is an activity, not a workout; 'runwalk import' takes it"
FIT_WITHOUT_WORKOUT = "is a FIT file, but has no workout in it"
READABLE_PART = "the file is damaged; the readable part is imported"
OTHER_SPORT = "is a workout for another sport; runwalk takes runs and walks"
TOO_MANY_STEPS = "has more than {most} steps"
NO_LENGTH_ANYWHERE = "has no step with a length in it"
REPEATS_UNTIL = "{where}: repeats until something is reached; a plan repeats by number"
REPEATS_FROM = "{where}: repeats from a step that does not come before it"
REPEATS_HOW_OFTEN = "{where}: does not say how often to repeat the steps"
OPEN_END = "{where} ends by a key, a heart rate or something else that may never come"
OPTION_OPEN = "--open 5:00 (how long such a step takes at most)"
OPEN_TAKES = "a step without a length takes {seconds:g} s, as you said"
LENGTH_0 = "{where}: has a length of 0"
NO_FIT_TARGETS = "targets by zone, percent, cadence or power are left out"
NO_ZWO = "is XML, but not a Zwift workout"
ZWO_SPORT = "is a workout for {sport!r}, not for running or a bike"
NO_WORKOUT_TAG = "has no <workout> in it"
NO_SPORT = "the file names no sport; assuming a run"
NO_STEP = "has no step in it"
NO_MESSAGES = "messages in the file are left out"
FREE_RUN = "free running gets your running speed"
NO_ZWO_STEP = "{where}: is not a step of a Zwift run"
INTERVALS_WITHOUT_SPEED = "intervals without a speed get yours for running and walking"
NO_DURATION = "{where}: has no Duration above 0"
WHICH_LENGTHS = "the file does not say whether its lengths are seconds or metres"
LENGTHS_READ_AS = "lengths are read as {lengths}, as you said"
BY_THRESHOLD = "speeds are fractions of {kmh:.1f} km/h, the file's threshold"
PACE_OF_5_KM = "a pace that names no race is taken for that of 5 km"
WHICH_MILE = (
    "speeds in it are fractions of your {pace}, which is not known; your time for a mile run "
    "hard gives it"
)
PACE_BY_MILE = "your {pace} is taken as {kmh:.1f} km/h, by your mile"
NO_MINUTES = "does not say MINUTES WATTS or MINUTES PERCENT in its header"
NO_COURSE = "has no [COURSE DATA] in it"
NO_STRETCH = "has no step in its course data"
MINUTES_AND_POWER = "{where}: write minutes and power, like 5.00 150"
BACK_IN_TIME = "{where}: goes back in time; put the lines in order"
NO_QDOMYOS = "is XML, but not a QDomyos-Zwift workout"
NO_ROW = "has no row in it"
NESTED_REPEATS = "{where}: repeats do not nest in this format"
NO_HHMMSS = "{where}: write the duration as hh:mm:ss, like 00:05:00"
NO_LENGTH = "{where}: has neither a duration nor a distance; add one"
NO_ZONES = "heart-rate zones in the file are left out: your own settings have them"
WHICH_SPEEDS = "the file does not say whether its speeds are km/h or mph"
OPTION_SPEEDS = "--speeds km/h or --speeds mph"
OPTION_LENGTHS = "--lengths seconds or --lengths metres"
SPEEDS_READ_AS = "speeds are read as {speeds}, as you said"
LONG_LINE = "has a line of more than {most} characters; no workout has"
NO_STEP_LINE = "has no step in it; write a line like '- 5m 5:30/km Pace'"
M_IS_MINUTES = "{where} takes {minutes} minutes: that is what m means; metres are mtr"
NO_TEXT_TARGETS = "targets by heart rate, zone, power or effort are left out"
NO_STEP_LENGTH = "{where}: {text} is not a step length"
LENGTH_IS_MISSING = "{where}: has no length; write one like 10m (minutes), 30s or 400mtr"
WHICH_THRESHOLD = "speeds in it are shares of your threshold pace, which is not known"
OPTION_THRESHOLD = "--threshold 5:00 (the pace you could hold for an hour)"
THRESHOLD_IS = "your threshold is taken as {kmh:.1f} km/h, as you said"
STEP = "step {number}"
STEP_OF_KIND = "step {number} (<{tag}>)"
LINE = "line {number}"

MINUTES = "minutes"
POWER = "power"
LENGTHS = {"seconds": "seconds", "metres": "metres"}
PACES = ("mile pace", "5 km pace", "10 km pace", "half-marathon pace", "marathon pace")


table(__name__)
