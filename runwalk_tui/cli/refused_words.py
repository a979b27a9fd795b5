"""What the parser does not understand, in the words of this program and the language in use."""

import re
from typing import Final

from runwalk_tui.cli import sentences_of_help as texts

_OF_CHOICES: Final = r'Invalid value "(?P<text>.*)" for (?P<option>\S+)\. Choose from: '
_PATTERNS: Final = {
    r"Unknown option: (?P<option>\S+)\. Did you mean (?P<near>\S+)\?": "UNKNOWN_NEAR",
    r'Unknown option: "?(?P<option>[^ "]+)"?\.( .*)?': "UNKNOWN",
    r'Invalid value for (?P<option>\S+): unable to convert "(?P<text>.*)" into bool\.': "NO_FLAG",
    r'Invalid value for (?P<option>\S+): unable to convert "(?P<text>.*)" into (float|int)\.': (
        "NO_NUMBER"
    ),
    r"Invalid value for (?P<option>\S+): (?P<what>.*)": "INVALID",
    _OF_CHOICES + r'(?P<choices>.*)\. Did you mean "(?P<near>.*)"\?': "NO_CHOICE_NEAR",
    _OF_CHOICES + r"(?P<choices>.*)\.": "NO_CHOICE",
    r'Command "(?P<command>.*)" parameter (?P<option>\S+) requires an argument\.( .*)?': "MISSING",
    r"Parameter (?P<option>\S+) specified multiple times\.": "TWICE",
    r"Cannot supply keyword & non-keyword arguments to (?P<option>\S+)\.": "BY_PLACE_AND_NAME",
    r'Cannot specify token "(?P<text>.*)" positionally for parameter (?P<name>\S+) due to '
    r"previously specified keyword (?P<option>\S+)\. .*": "PLACE_AFTER_NAME",
}
"""What cyclopts 5 says, and the sentence that takes its place."""


def refused_words(said: str) -> str:
    """One line on what the parser refuses; its own words where they are not known here."""
    for pattern, name in _PATTERNS.items():
        if found := re.fullmatch(pattern, said, re.DOTALL):
            sentence: str = getattr(texts, name)
            return sentence.format(**found.groupdict())
    return said
