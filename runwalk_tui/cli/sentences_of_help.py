"""The texts of help and of what the parser refuses: its own words in the language in use.

The keys of dicts are the parser's English, which help shows as it is.
"""

from runwalk_tui.language import table

# Help
USAGE = "Usage"
CHOICES = "choices"
DEFAULT = "default"
REQUIRED = "required"
TITLES = {"Commands": "Commands", "Parameters": "Parameters"}
LISTED = {
    "Display this message and exit.": "Display this message and exit.",
    "Display application version.": "Display application version.",
}
USAGE_WORDS = {"COMMAND": "COMMAND", "[OPTIONS]": "[OPTIONS]", "[ARGS]": "[ARGS]"}
VALUES = {"STR": "STR", "INT": "INT", "FLOAT": "FLOAT", "PATH": "PATH", "CHOICE": "CHOICE"}
DEFAULTS = {"False": "False", "True": "True"}

# Refusals
UNKNOWN = "{option} is not an option here"
UNKNOWN_NEAR = "{option} is not an option here; did you mean {near}?"
NO_NUMBER = '{option}: "{text}" is not a number'
NO_FLAG = '{option}: "{text}": write {option} alone, without a value'
INVALID = "{option}: {what}"
NO_CHOICE = '{option}: "{text}": write one of {choices}'
NO_CHOICE_NEAR = '{option}: "{text}": write one of {choices}; did you mean "{near}"?'
MISSING = "{command}: {option}: the value is missing"
TWICE = "{option} is there twice: write it once"
BY_PLACE_AND_NAME = "{option} is there with and without its name: write it once"
PLACE_AFTER_NAME = '"{text}" stands after {option}: write --{name} before it'


table(__name__)
