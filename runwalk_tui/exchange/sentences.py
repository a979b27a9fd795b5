"""The errors of files that leave the program; they follow the file or the words in question."""

from runwalk_tui.language import table

CALENDAR_TIME = "{text}: write a time like 18:00"
CALENDAR_DAY = "{text}: write a day like 2026-07-01"
CALENDAR_IS_THERE = "exists and is not from runwalk; choose another name, or force it"
CALENDAR_FAILED = "cannot be written: {why}; name another"


table(__name__)
