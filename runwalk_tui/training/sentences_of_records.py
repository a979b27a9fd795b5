"""Records, sums and weeks in words."""

from runwalk_tui.language import Plural, table

LONGEST = "longest: {time}, {day}"
FARTHEST = "farthest: {far}, {day}"
BEST_MILE = "best mile: {time}, {day}"

KCAL = "{kcal:.0f} kcal"
ENERGY_AND_LOAD = "{energy} · load {load:.0f}"
MACHINE_KCAL = " (the machine says {machine_kcal:.0f})"

LEVEL = "level"
HEART = ", heart {bpm}"

WEEK = "Week {week}: {parts}. {active}"
MODERATE_AND_VIGOROUS = "{moderate:.0f} min moderate, {vigorous:.0f} vigorous"
LOAD = "load"
MEAN_OF_FOUR = "mean of the four before"
STRAIN = "strain"
MONOTONY = "monotony {value}"
BEST_RECOVERY = "best recovery: {fall:.0f} bpm in a minute, {day}"
AT_BEST = ", at best {weeks}"
WEEKS_IN_A_ROW = Plural("{count} week in a row", "{count} weeks in a row")
ZONE = "zone {zone}"
BELOW_ZONE_1 = "below zone 1"
AHEAD = "{length:.0f} {unit} ahead"
BEHIND = "{length:.0f} {unit} behind"


table(__name__)
