"""Sentences spoken on the way besides the cues of the core; names in braces are filled in."""

PRAISE = ("Good. Easy now", "Well run", "That was a good one", "Strong")
LAST = "The last run. Enjoy it"
HALFWAY = "Halfway"
KILOMETRE = "Kilometre {number}"
MILE = "Mile {number}"
