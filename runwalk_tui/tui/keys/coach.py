"""The keys of what the coach asks, advises and shows: questions, advice, programmes, weeks."""

from runwalk_tui.tui.keys.key import Key

QUESTION_KEYS = (
    Key("question.skip", "escape", "pass_over", "esc", "skip", "Skips this question.", 1),
    Key("question.back", "backspace", "ask_again", "⌫", "back", "The question before.", 3),
)
REST_FIRST = Key(
    "check_in.rest", "h", "rest", "h", "heart at rest", "Measures your resting heart first.", 3
)
REST_KEYS = (Key("rest.again", "r,enter", "again", "r", "again", "Measures again.", 1),)
ADVICE_KEYS = (
    Key("advice.accept", "enter", "accept", "enter", "go", "Starts this workout.", 1),
    Key("advice.overrule", "o", "overrule", "o", "as written", "Refuses the advice, for today.", 2),
    Key("advice.later", "t", "put_off", "t", "tomorrow", "Puts this workout off to tomorrow.", 3),
    Key("advice.back", "escape", "go_back", "esc", "back", "Asks again later.", 2),
)

PROGRAMME_KEYS = (
    Key(
        "programmes.follow",
        "enter",
        "choose",
        "enter",
        "follow",
        "Follows it, from its first week or the marked one.",
        1,
    ),
    Key("programmes.weeks", "right,tab", "weeks(True)", "→", "weeks", "To its weeks.", 2),
    Key("programmes.list", "left,shift+tab", "weeks(False)", "←", "list", "To the programmes.", 4),
    Key("programmes.run", "r,1", "run(1)", "1 2 3", "run", "Runs that workout of the week.", 2),
    Key("programmes.calendar", "c", "calendar", "c", "calendar", "Writes a calendar of it.", 3),
    Key("programmes.back", "escape,o", "go_back", "esc", "back", "Back to the plans.", 2),
)
WORKOUT_KEYS = tuple(
    Key(f"programmes.run_{n}", str(n), f"run({n})", str(n), "run", "Runs that workout.")
    for n in range(2, 8)
)
"""Of a week that has several; the help names the first."""
PROGRESS_KEYS = (
    Key("progress.next", "right,space", "turn(1)", "→", "other", "Draws another figure.", 1),
    Key("progress.before", "left", "turn(-1)", "←", "other", "Draws the figure before."),
    Key("progress.share", "s", "share", "s", "share", "Shows this week in one line, to share.", 2),
    Key("progress.back", "escape,g", "go_back", "esc", "back", "Back to the plans.", 2),
)

RACE_KEYS = (
    Key("races.mile", "m", "write('mile')", "m", "mile", "Plans by the time of a mile.", 1),
    Key("races.goal", "g", "write('goal')", "g", "goal", "Plans for a goal time.", 2),
    Key("races.heat", "t", "write('heat')", "t", "temperature", "Plans for a warm day.", 4),
    Key("races.keep", "k", "keep", "k", "keep", "Remembers the written mile, as run today.", 2),
    Key("races.run", "r", "run", "r", "run the mile", "Measures a Magic Mile on the belt.", 2),
    Key("races.plan", "n", "plan", "n", "new plan", "Makes a workout of the race's ratio.", 3),
    Key("races.back", "escape", "go_back", "esc", "back", "Back to where you came from.", 2),
)
UNWRITE = Key("races.unwrite", "escape", "unwrite", "esc", "leave", "Leaves it unchanged.")
"""While something is written."""
