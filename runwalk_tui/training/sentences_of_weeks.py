"""The coach's sentences on weeks: growth, load, trends, habits.

What stands in braces is filled in. A text that begins with a small letter is part of a sentence.
"""

from runwalk_tui.training.sentence import Sentence


class Weeks(Sentence):
    """A sentence over weeks: its rule, and its words."""

    SPIKE = (
        "no sudden long run",
        "This workout is {more} longer than your longest of the last 30 days. Runs more than a "
        "tenth longer went with more injuries: cut it short.",
    )
    BOTH_GROW = (
        "one at a time",
        "This workout is longer and has a larger share of running than any of the last four "
        "weeks; to grow one at a time, repeat the last one first.",
    )
    POOR_DAYS = ("days that were poor", "three or more poor days of the last five")
    EFFORT_UP = (
        "effort at one heart rate",
        "an effort that is higher by two or more at the same heart rate",
    )
    FOURTH_WEEK = ("a lighter week every fourth", "a lighter week")
    SEE_SOMEBODY = (
        "two lighter weeks on end",
        "For two weeks on end or more your days have asked for less. See a doctor or whoever looks "
        "after your training, and tell them how your days have been.",
    )
    MISSED = (
        "missed weeks",
        "Last week had no run. Nothing has to be caught up on: this is simply the next one.",
    )
    RUNNING_DAY = ("days that the runner chose", "Today is one of your running days.")
    NEXT_RUNNING_DAY = ("days that the runner chose", "Your next running day is {day}.")
    IN_A_ROW = ("weeks in a row", "{weeks} weeks in a row with the runs that you planned.")
    TO_PARTNER = (
        "a line for a partner",
        "Week of {day}: {done} of {goal} runs, {minutes} min, {distance}",
    )
    TO_PARTNER_ROW = ("a line for a partner", "; {weeks} weeks in a row as planned")
    TO_PARTNER_NONE = ("a line for a partner", "Week of {day}: no run yet")
    ACTIVE = (
        "150 or 75 minutes a week",
        "Active minutes: {minutes}. The WHO names 150 a week, and a vigorous one counts twice, so "
        "75 of those are enough.",
    )
    VO2MAX = (
        "oxygen uptake by ACSM",
        "Your maximal oxygen uptake is about {value} ± {error} ml/kg/min: {count} steady minutes, "
        "extended to your maximal heart rate.",
    )
    CRITICAL_SPEED = (
        "a ten-minute test",
        "Your critical speed is about {value} ± {error} km/h, by a ten-minute test: what you could "
        "hold for about half an hour.",
    )
    READING = ("a reading at rest", "RMSSD {rmssd} ms at {bpm} bpm.")
    READING_KEPT = (
        "a reading at rest",
        "ln RMSSD {value} is kept. Days until your own band is known, with a reading on each: "
        "{missing}.",
    )
    READING_BELOW = (
        "the own band of ln RMSSD",
        "ln RMSSD {value}; your 7 days are at {mean}, below your own band of {band}. Today's "
        "workout is made easier in one way, unless something else has done so already.",
    )
    READING_WITHIN = (
        "the own band of ln RMSSD",
        "ln RMSSD {value}; your 7 days are at {mean}, within your own band of {band}. It changes "
        "nothing.",
    )
    READING_ABOVE = (
        "the own band of ln RMSSD",
        "ln RMSSD {value}; your 7 days are at {mean}, above your own band of {band}. It changes "
        "nothing.",
    )
    READING_EASES = (
        "the own band of ln RMSSD",
        "readings at rest that are below your own band",
    )
    AFTERBURN = (
        "what is burnt afterwards",
        "The body burns a little more for a while after a run; that is not counted in.",
    )
    MONOTONOUS = (
        "days that are alike",
        "The week's days were very alike (monotony {value}, above {most}): put easier days and "
        "rest between the harder ones.",
    )
    MONOTONOUS_LAST = (
        "days that are alike",
        "Last week's days were very alike (monotony {value}, above {most}): put easier days and "
        "rest between the harder ones.",
    )
    SUMS_DOUBT = (
        "doubt",
        "The heart rate was in doubt for too long: zones and recovery are left out.",
    )
    SUMS_FALLS = ("recovery", "The heart fell in the walks by {falls} bpm.")
    SUMS_DECOUPLING = (
        "decoupling",
        "A heartbeat carried you {metres} m in the runs, {percent} less far at the end than at the "
        "beginning; under 5% is steady.",
    )
    TREND_RECOVERY = (
        "recovery",
        "In the first minute of the walks the heart falls {bpm} bpm, {change} a week: more is "
        "better.",
    )
    TREND_SAME = (
        "the same speed, ratio and second",
        "At the end of runs of the last speed and ratio the heart rate is {bpm} bpm, {change} a "
        "week: less is better.",
    )
    TREND_BEAT = (
        "efficiency factor",
        "In runs of the last ratio a heartbeat carries you {metres} m, {change} a week: more is "
        "better.",
    )
    MAXIMUM_HIGHER = (
        "the highest rate held for 5 s",
        "Your heart held {seen} bpm for 5 s, above the {bpm} that your zones go by. If the strap "
        "sat well, set max_bpm = {seen} in your profile.",
    )
    MAXIMUM_LOWER = (
        "the highest rate held for 5 s",
        "All out your heart reached {seen} bpm, below the {bpm} by age, which is only known to "
        "within about 10. Setting max_bpm = {seen} in your profile makes your zones your own.",
    )
    UNTOLD = (
        "load",
        "Sessions of the week without an effort: {untold} of {sessions}; their load is not known, "
        "so the week is not compared.",
    )
