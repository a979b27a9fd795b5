"""The errors of times, distances, speeds and masses; they follow the words in question."""

from runwalk_tui.language import table

TIME = "is not a time for a step; write one above 0 s and at most 24 h"
DISTANCE = "is not a distance for a step; write one above 0 m and at most 200 km"
SPEED = "is not a speed for a belt; write one above 0 and at most 20 km/h"
READING = "write it like 8.5, or a pace like 7:04"
FASTEST = "write a speed above 0, at most {fastest}"
MASS = "write kilograms like 70, or 154 lb"

NO_TIME = 'is not a time; write it like "1:30", "90 s" or "5 min"'
NO_DISTANCE = 'is not a distance; write it with its unit, like "400 m" or "1 mi"'
NO_SPEED = 'is not a speed; write it like 8.5, "5.5 mph" or "run"'
NO_WEEKDAY = "{word!r} is not a weekday; write days like mon,wed,fri"
NO_DAYS = "names no weekday; write days like mon,wed,fri"


table(__name__)
