"""The sentences on how an upload went: kept in English, translated where they are shown.

Names in braces are filled in. `told_words` finds a sentence again, gaps included.
"""

from typing import Final

from runwalk_tui.language import mark
from runwalk_tui.language.recognized import again

REFUSES_KEY: Final = mark(
    "{title} refuses the {secret}; 'runwalk upload --to {name} --key' takes a new one ({where})"
)
FIRST_PART: Final = mark(
    "{title} has its first part alone, as {remote}: delete that there, and upload it again"
)
NOT_THE_SERVICE: Final = mark("the answer is not from {title}; log in to the network first")
NO_MORE: Final = mark("{title} accepts no more for now: rate limit reached")
WORKING: Final = mark("{title} has it and is still working on it")
UNAVAILABLE: Final = mark("{title} is unavailable (status {status})")
HAS_MOVED: Final = mark("{title} has moved (status {status})")
REFUSES_SAYING: Final = mark("{title} refuses it (status {status}): {said}")
REFUSES_STATUS: Final = mark("{title} refuses it (status {status})")
REFUSES: Final = mark("{title} refuses it: {said}")
NOT_REACHED: Final = mark("{title} cannot be reached")
NO_ANSWER: Final = mark("{title} did not answer in time")
LOST: Final = mark("the connection to {title} was lost")
INTERRUPTED: Final = mark("the upload was interrupted")

API_KEY: Final = mark("API key")
ACCESS_TOKEN: Final = mark("access token")
WITH_RIGHT: Final = mark("strava.com/settings/api, with activity:write")

_TOLD: Final = (
    *(REFUSES_KEY, FIRST_PART, NOT_THE_SERVICE, NO_MORE, WORKING, UNAVAILABLE, HAS_MOVED),
    *(REFUSES_SAYING, REFUSES_STATUS, REFUSES, NOT_REACHED, NO_ANSWER, LOST),
)
"""Those with gaps, the ones that say the most first."""


def told_words(told: str) -> str:
    """A sentence that was kept, in the language in use."""
    return again(told, _TOLD)
