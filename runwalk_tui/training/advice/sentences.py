"""Every sentence that the coach can say, and the rule that says it: the one table of them.

What stands in braces is filled in. A text that begins with a small letter is part of a sentence.
"""

from enum import Enum


class Say(Enum):
    """A sentence: its rule, and its words."""

    def __init__(self, rule: str, text: str) -> None:
        self.rule = rule
        self.text = text

    def __call__(self, **values: object) -> str:
        """The sentence with its gaps filled."""
        return self.text.format(**values)

    # Before anything else: the doctor, and pain.
    SEE_DOCTOR = (
        "health questions",
        "See a doctor first: your answers to the health questions say so.",
    )
    PAIN_FOR_DOCTOR = (
        "chest, arm or jaw",
        "No run with {pain}: see a doctor first, and tell the coach once one has seen it.",
    )
    PAIN_FOR_DOCTOR_RUN = (
        "chest, arm or jaw",
        "After {pain} see a doctor before the next run, and tell the coach once one has seen it.",
    )
    PAIN_STOPS = ("pain from 6", "No run with {pain}: from {stop} on the rule is to stop.")
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
    PAIN_RUN_STOP = ("pain from 6", "there was {pain}, and from {stop} on a run is to stop")
    PAIN_RUN_BONE = ("pain in bone", "there was {pain}, and there no running pain is accepted")
    PAIN_RUN_KIND = ("pain of a kind that stops", "there was {pain}")
    PAIN_RUN_CHANGE = ("pain of 4 or 5", "there was {pain}, and 4 or 5 ask to change something")
    PAIN_NOT_SETTLED = (
        "24 hours",
        "the day after it was not as it was before, and 24 hours have to suffice",
    )
    CHECK_IN_DOCTOR = ("chest, arm or jaw", "{pain} is for a doctor, however little it is")
    CHECK_IN_STOP = ("pain from 6", "{pain} today: from {stop} on there is no running")
    CHECK_IN_BONE = ("pain in bone", "{pain} today: there no running pain is accepted")
    CHECK_IN_REST = ("check-in", "{poor}, all at once: the body needs the day")
    REST_CHECK_IN = ("check-in", "Rest: {because}.")
    NEXT_PAIN_KIND = ("pain of a kind that stops", "{pain} asks for rest first.")
    NEXT_PAIN_STOP = ("pain from 6", "Pain of {pain} asks for rest until it is {fine}.")
    NEXT_PAIN_CHANGE = ("pain of 4 or 5", "Pain of {pain} asks for a change")
    NEXT_GAP = ("a gap of two weeks", "{days} days without a run ask for a gentler beginning")
    NEXT_LONG_GAP = ("a gap of four weeks", "{days} days without a run ask for a gentle beginning")
    NEXT_RETURN = (
        "a gap of eight weeks",
        "After {days} days without a run it begins as with a beginner, so {ratio}.",
    )
    NEXT_LONG_SAME = (
        "one long run a week",
        "The long run of the week, shorter than the last: it grows in every second or third week.",
    )
    NEXT_LONG_MORE = (
        "one long run a week",
        "The long run of the week, no more than a tenth longer than any of the last 30 days.",
    )
    SPEED_HELD = (
        "never all three at once",
        "Runs at {kmh} km/h as last time: this workout is longer and has more running, and never "
        "all three rise at once.",
    )
    SPEED_FIRST = (
        "first speed",
        "Runs at {kmh} km/h to begin with, by your age and mass: if you can talk in whole "
        "sentences, go faster with the arrow; if not, slower.",
    )
    SPEED_FOUND = (
        "first speed",
        "Runs at {kmh} km/h, the speed that you have found in easy runs so far.",
    )
    READY_FIRST = (
        "readiness",
        "The readiness check comes first: 30 minutes of brisk walking without pain.",
    )
