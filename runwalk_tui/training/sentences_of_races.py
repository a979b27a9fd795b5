"""The coach's sentences on Magic Miles and races.

What stands in braces is filled in. A text that begins with a small letter is part of a sentence.
"""

from runwalk_tui.training.sentence import Sentence


class Races(Sentence):
    """A sentence on a mile or a race: its rule, and its words."""

    BY_TABLE = (
        "Galloway's table",
        "A Magic Mile of {mile} puts long runs at {ratio} in Galloway's table: {lengths}.",
    )
    MILE_FIRST = (
        "a first Magic Mile",
        "The mile begins at {kmh} km/h ({mile}), only slightly faster than usual: this is your "
        "first. The arrows make it yours.",
    )
    MILE_TARGET = (
        "a Magic Mile",
        "The mile begins at {kmh} km/h ({mile}), by your last miles. The arrows make it yours.",
    )
    MILE_TOLD = (
        "a Magic Mile",
        "The mile begins at {kmh} km/h ({mile}), your target. The arrows make it yours.",
    )
    MILE_CAPPED = (
        "a Magic Mile",
        "The mile begins at your cap of {kmh} km/h ({mile}); raise cap_kmh for a faster one.",
    )
    MILE_UNTIMED = (
        "a Magic Mile",
        "The mile was not run in one go, so there is no time of it.",
    )
    MILE_DONE = (
        "a Magic Mile",
        "Magic Mile in {mile}. In races 5 km at {five_k}, a marathon at {marathon}. Long runs at "
        "{long_run}: {lengths}.",
    )
    MILE_AS_BEFORE = ("a Magic Mile", "As fast as on {day}.")
    MILE_FASTER = ("a Magic Mile", "That is {change} faster than on {day}.")
    MILE_SLOWER = ("a Magic Mile", "That is {change} slower than on {day}.")
    TEN_MINUTES = (
        "a ten-minute test",
        "As far as you can in ten minutes, evenly, with the arrows: only for those who run "
        "regularly.",
    )
    RACE_TAPER = (
        "the last two weeks",
        "Taper: two weeks with {least}% to {most}% less running, on as many days and as fast as "
        "before.",
    )
    RACE_HEAT = (
        "heat",
        "At {celsius} °C expect {slower} a mile slower than at 16 °C or cooler.",
    )
    RACE_ASK_HEAT = (
        "heat",
        "Above 16 °C you will be slower: give the race day's temperature with --celsius.",
    )
    RACE_TOO_FAST = (
        "your cap",
        "The runs would be faster than your cap of {kmh} km/h: practise them outdoors, or raise "
        "cap_kmh.",
    )
    RACE_GOAL = (
        "a race",
        "Your Magic Miles predict {time}: begin no faster than that, and keep the goal for the "
        "last third.",
    )
    RACE_BEGIN = (
        "a race",
        "Take every walk from the first one on; in the last third you may leave some out if "
        "nothing hurts.",
    )
    RACE_NO_MILE = (
        "a race",
        "No Magic Mile is known: 'runwalk run magic-mile' takes one, or tell its time with --mile.",
    )
