"""The errors of plans and programmes, each with what to write instead.

Names in braces are filled in by ``str.format``; keys of files are as they are in every language.
"""

from runwalk_tui.language import table

# Names of plans and programmes
NO_PLAN = "no such plan; {hint}"
NO_PROGRAMME = "no such programme; {hint}"
NO_WEEK = "no such week; write one from 1 to {weeks}"
NO_WORKOUT = "week {week} has no such workout; its last one is {last}"
FOREIGN = "is a workout of another program; 'runwalk plans import FILE' makes a plan of it"
SHIPPED = "{name} came with runwalk and stays as it is; copy it first: runwalk plans copy {name}"
TAKEN = "there is a plan {name} already; choose another name"
NO_NAME = "{name} is no name for a plan; write letters, digits and hyphens, as in my-run"
NOT_DELETED = "there is no deleted plan {name}; runwalk plans restore lists those that there are"
NOT_READ = "{file}: cannot be read: {why}"
NOT_MOVED = "{file}: cannot be moved: {why}"
NO_TEXT = "it is not text in UTF-8"
NO_STEP_NUMBER = "there is no step {number}"

# Steps of a file
TOO_MANY_STEPS = "{where}: more than {most} steps; repeat less often"
TOO_MANY_TO_FILL = "{where}: more than {most} steps; write longer ones"
NO_STEPS = "{where}: there is no step; write at least one [[steps]] table"
TOO_LONG = "{where}: they take {hours} h; make it 24 h or less"
WORKOUT_TOO_LONG = "{where}: it takes {hours} h; make it 24 h or less"
NO_REPEAT = "{where}.repeat: is missing; write how often to repeat the steps"
NO_REPEATED = "{where}.steps: is missing; write the steps that are repeated"
BESIDE_A_REPEAT = "{where}.{key}: is beside a repeat; move it into the repeated steps"
NO_KIND = "{where}.kind: is missing; write one of {kinds}"
ONE_END = "{where}: a step has one end; write one of time, distance and until_bpm"
NO_AT_MOST = '{where}.at_most: is missing; write the longest time, like "3:00"'
AT_MOST_ALONE = "{where}.at_most: needs until_bpm; write time instead"
TIMED_ALONE = "{where}.timed: needs a distance"
NO_RESISTANCE = '{where}: {value} is no resistance; write 12 or "40 %"'
NO_FTP = "{where}: your FTP is not known; write ftp_w under [runner]"
NO_POWER = '{where}: {value} is no power; write 150 or "65 %"'
POWER_BEYOND = "{where}: {watts} W is no power for a bike; write 1 to 2000"
TWO_RATES = "{where}: write two heart rates, the lower one first, like [130, 145]"
NO_ZONE = "{where}: {value} is not a zone; {hint}"
NO_SPEED_NAME = "{where}: {value} is not the name of a speed; {hint}"

# Programmes
WEEKS = "weeks: there are {count}; write 1 to {most}"
WORKOUTS = "{where}: there are {count}; write 1 to {most}"
ONE_LENGTH = "{where}: a workout has one length; write time or distance"
LENGTH_OF_STEPS = "{where}.steps: {why}; write time or distance in each"

# A plan that is put together from words
NAME_IS_MISSING = "is missing; call it something"
NO_FILE_NAME = "{text} is not a file name; write at most {most} letters, digits, - and _"
NO_PATTERN = "is not a pattern; {hint}"
NO_SPEED = "is not a speed for a belt; {why}"
TOO_MANY_ROUNDS = "{count} kinds of rounds are too many; write fewer"
NOT_LIKE = "is not {how}; write it like {example}"
NO_RATIO = "is not a ratio; it needs a run and a walk, like 2:1"
NO_COUNT = "is not a number of times; write it like 8"
NO_INCLINE = "is not an incline; write percent like 1.5"
NO_TITLE = "is not a title; write at most {most} letters on one line"
ABOVE_CAP = "{speed} is above your cap of {cap}; lower it"


table(__name__)
