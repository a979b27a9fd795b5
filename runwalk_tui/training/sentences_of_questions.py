"""The coach's questions, and its answers to words that it does not know.

What stands in braces is filled in.
"""

from runwalk_tui.training.sentence import Sentence


class Asks(Sentence):
    """A question, or a word on an answer: its rule, and its words."""

    SLEEP = ("check-in", "How did you sleep?")
    SORENESS = ("check-in", "How sore are you?")
    STRESS = ("check-in", "How much is on your mind?")
    PAIN_TODAY = ("check-in", "Does anything hurt, 0 to 10?")
    WHERE_TODAY = ("check-in", "Where does it hurt?")
    PAIN_SINCE = ("24 hours", "Pain since the last run, 0 to 10?")
    SWOLLEN_SINCE = ("24 hours", "Swollen or stiff since then?")
    WALKS = ("readiness", "Can you walk briskly for 30 minutes without pain?")
    SWOLLEN = ("readiness", "Is anything swollen or stiff?")
    AGAINST = ("readiness", "Does whoever treats you advise against it?")
    EFFORT = ("effort", "How hard was it, 1 to 10?")
    PAIN = ("pain", "Did anything hurt, 0 to 10?")
    PAIN_NOTED = ("pain", "You noted a pain of {pain}. The worst of it, 0 to 10?")
    WHERE = ("pain", "Where did it hurt?")
    SHARP = ("pain of a kind that stops", "Did it grow, turn sharp, or change how you ran?")
    PAIN_NOW = ("pain", "Pain in the {place} now, 0 to 10?")
    DOCTOR = ("chest, arm or jaw", "Did a doctor see the {pain}, and allow running?")
    PLACELESS = (
        "pain",
        "Kept without a place. Some places have stricter rules, so name it: 'runwalk tell pain "
        "{pain} --where shin'.",
    )
    UNKNOWN_PLACE = (
        "pain",
        "'{where}' is none of the places that the coach knows: {places}. It is kept as elsewhere; "
        "if it is one of these, tell it again with that word.",
    )
    REST_DAY = ("where you stand", "A day of rest.")
    NO_WEEKS = ("where you stand", "No session yet: the first one is the first week.")
    NO_READING = (
        "a reading at rest",
        "too many intervals were no heartbeat's, so nothing is kept: wet the strap, lie still and "
        "try again",
    )
    FTP = ("threshold power", "The test gives an FTP of {ftp} W; so far {known} W. Use it?")
    FTP_FOUND = (
        "threshold power",
        "FTP {ftp} W by this test; so far {known} W. --use makes it yours.",
    )
    FTP_KEPT = ("threshold power", "FTP {ftp} W from now on.")
    MILE_KEPT = ("a Magic Mile", "Remembered, as run today.")
    NO_MILE = (
        "a Magic Mile",
        "No Magic Mile yet: 'runwalk run magic-mile' takes one on the belt, 'runwalk magic-mile "
        "9:30 --keep' remembers one.",
    )
