"""The coach's sentences on today and after a session, each with the rule that says it.

What stands in braces is filled in. A text that begins with a small letter is part of a sentence.
"""

from runwalk_tui.training.sentence import Sentence


class Say(Sentence):
    """A sentence on today or on a session: its rule, and its words."""

    # Before anything else: the doctor, and pain.
    SEE_DOCTOR = (
        "health questions",
        "See a doctor first: your answers to the health questions say so.",
    )
    BY_EFFORT = (
        "beta-blockers",
        "Go by how hard it feels, 4 to 6 of 10: beta-blockers make every heart-rate zone wrong.",
    )
    PAIN_FOR_DOCTOR = (
        "chest, arm or jaw",
        "No run with {pain}: see a doctor first, and tell the coach once one has seen it.",
    )
    PAIN_FOR_DOCTOR_RUN = (
        "chest, arm or jaw",
        "After {pain} see a doctor before the next run, and tell the coach once one has seen it.",
    )
    PAIN_STOPS = ("pain from 6", "No run with {pain}: at {stop} or more the rule is to stop.")
    PAIN_BONE = (
        "pain in bone",
        "No run with {pain}: in the shin, foot, hip or pelvis the rule is to wait until it is 0.",
    )
    PAIN_SETTLE = (
        "pain after a run",
        "After {pain} there is no run until a check-in on a later day says {fine}, without "
        "swelling or stiffness.",
    )
    PAIN_IN_HEART_PLACE = ("chest, arm or jaw", "pain in {place}")
    PAIN_SHARP = ("pain of a kind that stops", "a pain that grew, turned sharp or changed the gait")
    PAIN_OF = ("pain", "a pain of {pain}{place}")
    PAIN_RUN_STOP = ("pain from 6", "there was {pain}, and at {stop} or more a run should stop")
    PAIN_RUN_BONE = ("pain in bone", "there was {pain}, and no running pain is accepted there")
    PAIN_RUN_KIND = ("pain of a kind that stops", "there was {pain}")
    PAIN_RUN_CHANGE = ("pain of 4 or 5", "there was {pain}, and 4 or 5 call for a change")
    PAIN_NOT_SETTLED = (
        "24 hours",
        "the day after it was not as before, and it should be within 24 hours",
    )
    CHECK_IN_DOCTOR = ("chest, arm or jaw", "{pain} is for a doctor, however little it is")
    CHECK_IN_STOP = ("pain from 6", "{pain} today: at {stop} or more there is no running")
    CHECK_IN_BONE = ("pain in bone", "{pain} today: no running pain is accepted there")
    CHECK_IN_REST = ("check-in", "{poor}, all at once: better a day off")
    REST_CHECK_IN = ("check-in", "Rest: {because}.")
    NEXT_PAIN_KIND = ("pain of a kind that stops", "{pain} asks for rest first.")
    NEXT_PAIN_STOP = ("pain from 6", "Pain of {pain} asks for rest until it is {fine}.")
    NEXT_PAIN_CHANGE = ("pain of 4 or 5", "Pain of {pain} asks for a change")
    NEXT_PAIN_GAP = (
        "pain of 4 or 5",
        "Pain of {pain} and {days} days without a run ask for a change",
    )
    NEXT_GAP = ("a gap of two weeks", "After {days} days without a run you begin more gently")
    NEXT_LONG_GAP = (
        "a gap of four weeks",
        "After {days} days without a run you begin much more gently",
    )
    NEXT_RETURN = (
        "a gap of eight weeks",
        "After {days} days without a run you begin again as a beginner would, so {ratio}.",
    )
    NEXT_LONG_SAME = (
        "one long run a week",
        "The long run of the week, no longer than the last: it grows every second or third week.",
    )
    NEXT_LONG_MORE = (
        "one long run a week",
        "The long run of the week, no more than a tenth longer than any of the last 30 days.",
    )
    SPEED_HELD = (
        "never all three at once",
        "Runs at {kmh} km/h as before: this workout is longer and has more running, and never "
        "all three rise at once.",
    )
    SPEED_FIRST = (
        "first speed",
        "Runs at {kmh} km/h to begin with, by your age and mass: if you can talk in whole "
        "sentences, go faster with the arrow; if not, slower.",
    )
    HEAVY_FIRST_WEEK = (
        "a gentle first week",
        "More walking: in your first week the runs stay under {km} km in all, so that your legs "
        "can get used to it.",
    )
    NEXT_RETURN_FIRST = (
        "a gap of eight weeks",
        "{reason} The programme goes on after {times} such runs that go well.",
    )
    SPEED_ZONES = (
        "zones",
        "Runs at {kmh} km/h, 0.3 slower: much of your last two easy runs was in zones 4 and 5.",
    )
    SPEED_HARD = (
        "effort",
        "Runs at {kmh} km/h, 0.3 slower: the last two felt harder than 4 to 6.",
    )
    SPEED_FOUND = (
        "first speed",
        "Runs at {kmh} km/h, the speed that your easy runs have shown to be right so far.",
    )
    MOVED = ("moved", "You moved the next workout to {day}.")
    DONE_TODAY = ("one run a day", "You have run today; the next workout is for another day.")
    REST_DAY = (
        "a day between runs",
        "You ran yesterday, and a day of rest belongs between runs; brisk walking or the bike"
        " is fine.",
    )
    ENOUGH = (
        "days a week",
        "You ran {times} in the last six days, and your plan is {most} a week.",
    )
    EFFORT_EASED = (
        "effort",
        "even made easier the effort was {effort}, above the range of {low} to {high}",
    )
    BROKE_OFF = ("completed", "the last session broke off through no fault of yours")
    WAS_EASED = ("completed", "last time it was done in an easier form")
    STAYED_UP = (
        "recovery",
        "the heart rate stayed up through the walks, so the runs may have been too hard",
    )
    NO_EFFORT = (
        "completed",
        "you completed the last one without telling its effort, and nothing speaks against it",
    )
    EFFORT_ABOVE = ("effort", "the effort was {effort}, above the range of {low} to {high}")
    EFFORT_WITHIN = (
        "effort",
        "the last one was completed with an effort of {effort}, {within} of {low} to {high}",
    )
    NEXT_SEE_DOCTOR = (
        "health questions",
        "Your answers to the health questions say to see a doctor before you run.",
    )
    NEXT_HURT = ("pain in the last run", "It hurt the last time")
    NEXT_HARDER = ("effort", "The last sessions were harder than an easy run's 4 to 6")
    NEXT_UNFINISHED_TWICE = ("completed", "The last two sessions were not finished")
    NEXT_STAYED_UP_TWICE = (
        "recovery",
        "The heart rate stayed up through the walks of the last two sessions",
    )
    NEXT_UNFINISHED = ("completed", "The last session was not finished, so the same once more.")
    NEXT_EFFORT = (
        "effort",
        "An effort of {effort} is above an easy run's 4 to 6, so the same once more.",
    )
    NEXT_STAYED_UP = (
        "recovery",
        "The heart rate stayed up through the last walks, so the same once more.",
    )
    NEXT_NOT_SETTLED = (
        "24 hours",
        "You were not back to normal the day after, so the same once more.",
    )
    NEXT_POOR_DAY = ("check-in", "Your day began poorly, so the same again and no more.")
    NEXT_LONGER = ("earned", "{good} earn a tenth more time at the same ratio.")
    NEXT_BOLDER = ("earned", "{good} earn {ratio} in the same time.")
    NEXT_FAR_ENOUGH = ("the goal", "{good}, and as far as your goal needs: keep it.")
    GOOD_SESSIONS = ("earned", "{count} good sessions in a row")
    NEXT_UNKNOWN = ("effort", "You did not say how hard the last one was, so the same once more.")
    NEXT_ONE_MORE = ("earned", "One more good session of {ratio} earns more running or more time.")
    NEXT_MORE = ("earned", "{count} more good sessions of {ratio} earn more running or more time.")
    NEXT_START = ("a beginning", "You {why}, so it begins with {ratio}: {lengths}.")
    NEXT_START_COMEBACK = ("a beginning", "Coming back begins with {ratio}: {lengths}.")
    NEXT_START_INJURED = (
        "a beginning",
        "You {why}, and after an injury it begins a rung gentler, with {ratio}.",
    )
    NEXT_LIGHTER_WEEK = (
        "a lighter week every fourth",
        "Nothing is added this week: after three weeks of training on end it is a lighter one.",
    )
    NEXT_LIGHTER_DAYS = (
        "a lighter week",
        "Nothing is added this week, because of {because}.",
    )
    WHO_NEW = ("a beginning", "are new to running")
    WHO_RETURNING = ("a beginning", "are coming back to running")
    WHO_REGULAR = ("a beginning", "run regularly")
    WHO_SEASONED = ("a beginning", "have run for years")
    PLACE_WEEK = ("where you stand", "Week {week}, workout {number}")
    PLACE_RUNG = ("where you stand", "Rung {rung} of {rungs}")
    IN_RANGE = ("effort", "in the range")
    BELOW_RANGE = ("effort", "below the range")
    ONCE = ("days a week", "once")
    TIMES = ("days a week", "{count} times")
    POOR_SLEEP = ("check-in", "poor sleep")
    SORE_LEGS = ("check-in", "sore legs")
    MUCH_STRESS = ("check-in", "much stress")
    HEART_CHEST = ("chest, arm or jaw", "the chest")
    HEART_ARM = ("chest, arm or jaw", "an arm")
    HEART_JAW = ("chest, arm or jaw", "the jaw or throat")
    NEXT_GENTLER = ("less", "{why}, so {ratio}.")
    NEXT_LESS = ("less", "{why}, so less of it.")
    NEXT_SLOWER = ("less", "{why}, and nothing here is gentler: run it slower.")
    AT_START = ("where you begin", "{workout} is where you chose to begin.")
    AT_NEXT = ("earned", "{workout} comes next: {because}.")
    AT_AGAIN = ("completed", "comes again: {because}")
    AT_THIRD = ("effort", "{because}, for the third time")
    AT_SECOND = ("effort", "is eased, with more walking: {because}, for the second time")
    AT_FIRST = ("effort", "comes again: {because}, and progress is earned, not scheduled")
    AT_EASED_PAIN = ("pain of 4 or 5", "is eased: {because}")
    AT_BACK = ("a week back", "{workout} comes again before more: {because}.")
    AT_SLOWER = ("a week back", "{workout} is eased, and may be run slower: {because}.")
    LADDER_NOT_WALKED = (
        "readiness",
        "Not yet: running begins when 30 minutes of brisk walking bring no pain.",
    )
    LADDER_SWOLLEN = (
        "readiness",
        "Not yet: running begins when there is no swelling and no stiffness.",
    )
    LADDER_ASK = (
        "readiness",
        "Not yet: ask whoever treats you, and begin when they do not advise against it.",
    )
    READY_CHECK = (
        "readiness",
        "The readiness check comes first: 30 minutes of brisk walking without pain.",
    )
    LADDER_AWAY = ("a gap of two weeks", "after {days} days away the ladder goes a rung down")
    LADDER_OTHER = (
        "each rung in its turn",
        "another rung was run last time, and each is climbed in its turn",
    )
    LADDER_UNSETTLED = (
        "24 hours",
        "there was swelling, stiffness or more pain the day after, so you stay on it",
    )
    LADDER_CUT = ("completed", "it was not run to its end, and only a whole one counts")
    LADDER_WAITS = (
        "24 hours",
        "it counts once you say how the day after was: as before within 24 hours",
    )
    LADDER_EFFORT = (
        "effort on the ladder",
        "the effort was {effort}, and on this rung it stays at {cap} or below",
    )
    LADDER_CAP = ("effort on the ladder", "Keep the effort at {cap} of 10 or below.")
    LADDER_STOPPED = ("pain from 6", "there was {pain}, so you stop and go a rung down")
    LADDER_HURT = ("pain of 4 or 5", "there was {pain}, and 4 or 5 mean a rung down")
    LADDER_ONCE_MORE = ("each rung twice", "{rung} once more: each rung at least {times} times.")
    LADDER_BEGIN = (
        "each rung twice",
        "{rung} is where you begin: each rung at least {times} times.",
    )
    LADDER_DONE = (
        "the ladder is climbed",
        "The ladder is climbed: choose a programme that begins gently.",
    )
    LADDER_AGAIN = ("the ladder", "{rung} comes again: {because}.")
    EASE_SURGES = ("easier", "No surges today: run them like the rest.")
    EASE_WALKING = ("easier", "More walking: a third of the running is walked.")
    EASE_BECAUSE = ("easier", "{change}, because of {because}.")
    AS_CHOSEN = ("refused", "{title}: as you chose.")
    REFUSED = ("refused", "{says} You chose otherwise today.")
    AT_AWAY = (
        "a gap of two weeks",
        "{workout} comes again: after {days} days away the programme goes a week back for "
        "every two weeks.",
    )
    AT_DONE = (
        "the programme is done",
        "{title} is done, so its last workout keeps the form until you follow another.",
    )
    LADDER_READY_AGAIN = (
        "readiness",
        "After a pain of {stop} or more, or a sharp one, the readiness check comes first: 30 "
        "minutes of brisk walking without pain.",
    )
    LADDER_NEXT = (
        "each rung twice",
        "{rung} comes next: the one below went well {times} times, with no more pain the day "
        "after.",
    )
    EASE_SHORTER = ("easier", "Shorter: {kept} of running and walking in place of {whole}.")
    BOLD_BEGINNING = (
        "a beginning",
        "More walking: you {who}, so {ratio} is a good beginning, and this has more running; "
        "another programme begins more gently.",
    )
    SHARE_HELD = (
        "a rung at a time",
        "More walking: the running grows to {ratio} for now, a step beyond what you have run "
        "{times} times in the last eight weeks.",
    )
    SHORTER_SPIKE = (
        "no sudden long run",
        "Shorter: {kept} of running and walking in place of {whole}, so that it is no more than a "
        "tenth longer than your longest run of the last 30 days.",
    )
    SHORTER_BOTH = (
        "one at a time",
        "Shorter: {kept} of running and walking in place of {whole}, as it has more running than "
        "any of the last four weeks, and one thing grows at a time.",
    )
    CUT_SHORT = ("completed", "{done} of {whole} min of running were done last time")
    # After a session: what it was, and what it means.
    AFTER_DOCTOR = (
        "chest, arm or jaw",
        "{pain} ends running for now: see a doctor before the next run, and call for help at once "
        "if it does not pass.",
    )
    NOTE_ASKS = (
        "chest, arm or jaw",
        "Your note speaks of {word}: if it hurt there, say so ('runwalk tell effort --pain 2 "
        "--where {word}'), because a doctor comes first for such pain.",
    )
    AFTER_STOP = (
        "pain from 6",
        "{pain} ends running for now: rest until it is {fine}, then begin a step lower.",
    )
    AFTER_CHANGE = (
        "pain of 4 or 5",
        "{pain} asks for a change: more walking next time, and no run before it is back to what it "
        "was.",
    )
    AFTER_MILE = ("a Magic Mile", "A Magic Mile is as hard as it gets")
    AFTER_CUT = ("completed", "{done} of {whole} min were done")
    AFTER_HARD_AGAIN = ("effort", "An effort of {effort} is above {low} to {high} again")
    AFTER_HARD = ("effort", "An effort of {effort} is above {low} to {high}")
    AFTER_SMALL_FALL = (
        "recovery",
        "The heart fell only {bpm} bpm in the first minute of the walks",
    )
    AFTER_SMALLER_FALL = (
        "recovery",
        "The heart fell {bpm} bpm in the first minute of the walks, and usually it falls {own}",
    )
    AFTER_FADING = (
        "recovery",
        "The last walks brought the heart down {bpm} bpm less than the first ones",
    )
    AFTER_ZONES = (
        "zones",
        "{share} of the time was in zones 4 and 5, a lot for an easy run",
    )
    AFTER_ZONES_EASY = ("zones", "{share} of the time was in zones 4 and 5, and it felt easy")
    AFTER_DONE = ("completed", "Completed")
    AFTER_DONE_EFFORT = ("completed", "Completed with an effort of {effort}")
    AFTER_DOUBT = ("doubt", "; the heart rate was in doubt and is left out")
    AFTER_FALLS = ("recovery", ", the heart down {bpm} bpm in a walk on average")
    MEANS_EASY = ("a Magic Mile", "the next run is an easy one")
    MEANS_SAME = ("completed", "the same comes again before anything is added")
    MEANS_WALKING = ("effort", "next time with more walking")
    MEANS_ONCE_MORE = ("effort", "the same once more, and nothing added")
    MEANS_LONGER_WALKS = ("recovery", "longer walks or slower runs next time")
    MEANS_ENOUGH = ("recovery", "this length is enough until that evens out")
    MEANS_NOTCH = ("zones", "if you could not talk, run a little slower next time")
    MEANS_SLOWER = ("zones", "take the runs 0.3 km/h slower, until you can talk in whole sentences")
    MEANS_MAXIMUM = (
        "zones",
        "your maximal heart rate may be above {bpm} bpm (by age it is only known to within about "
        "10), and a measured one would say so",
    )
    MEANS_PRACTICE = ("practice", "This was practice, which counts towards nothing.")
    MEANS_COUNTS = ("completed", "this counts towards the next step")
    MEANS_AS_WRITTEN = ("completed", "it comes again as written")
