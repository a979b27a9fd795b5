"""The errors of files of settings, profiles and plans, each with its remedy.

Names in braces are filled in by ``str.format``; keys of files are as they are in every language.
"""

from runwalk_tui.language import table

# Any TOML file
NO_FILE = "no such file; check its name"
NOT_READ = "cannot be read: {why}"
NESTED = "is nested too deeply; flatten it"
FOLDER = "is a folder; name a file"
TOO_LARGE = "is larger than {mb} MB; name a smaller file"
NOT_UTF_8 = "is not text in UTF-8; save it as UTF-8"
NO_TEXT = "is not text; name a TOML file"
NEEDS_QUOTES_THERE = 'not TOML: {word} needs quotes {place}; write "{word}"'
NOT_TOML = "not TOML: {what}; fix it there"
UNKNOWN_KEY = "{key}: unknown key; {hint}"
MISSING = "{key}: is missing; add it"
NEEDS_QUOTES = '{key}: {value} needs quotes; write "{value}"'
NOT_ALLOWED = "{key}: {value} is not allowed; write {wanted}"
DID_YOU_MEAN = 'did you mean "{word}"?'
ONE_OF = "write one of {options}"
OR = " or "

# What may stand there
A_TABLE = "a table"
A_LIST = "a list"
A_LIST_OF = "a list of {count}"
MANY_DIGITS = "a number of thousands of digits"
WHOLE_FROM = "a whole number from {least} to {most}"
FROM = "a number from {least} to {most}"
ABOVE = "a number above {least} and at most {most}"
WHOLE = "a whole number"
A_NUMBER = "a number"
TEXT_IN_QUOTES = 'a text in "quotes"'
TRUE_OR_FALSE = "true or false"

# Settings
REST_BELOW_MAXIMUM = "rest_bpm: {rest} is not below max_bpm; correct one"
ZONES = "zones: the five floors must ascend; write them like 50, 60, 70"
LANGUAGE = 'language: "{language}" is none; write one of {known}'
LANGUAGE_OPTION = "{option} {language}: not a language here; write one of {known}"
THEME = 'theme: "{theme}" is none; write one of {known}'
IS_THERE = "{file}: already exists; edit or move it"
NOT_WRITTEN = "{file}: cannot be written: {why}"
NO_FOLDER = "{folder}: cannot make this folder: {why}"
NOT_LINE_BY_LINE = "it is written in another way than the program can change"
NOT_CHANGED = "cannot be changed: {why}; edit it by hand"
NOT_CHANGED_HERE = "cannot be changed here: {why}; edit it by hand"

# Runners
UNPRINTABLE = "{key}: has an unprintable character; remove it"
SEVERAL_RUNNERS = "several runners have this name; write {names}"
NO_RUNNER_YET = "there is no such runner yet; runwalk profile new makes one"
NO_RUNNER = "there is no such runner; {hint}"

# What the heart rate may change
HEART_MAY = "Your heart rate may {what}."
HEART_MAY_NOTHING = "Your heart rate may change nothing about a workout."
LONGER_WALKS = "make a walk up to 60 s longer"
SLOWER_RUNS = "make the next runs slower"
WALK_AT = "turn a run into a walk at {bpm} bpm"
HOLDS = {
    "shadow": "say what it would do about a target rate",
    "decrease": "slow a run down to its target rate",
    "full": "slow a run down or speed it up to its target rate",
}
AND = " and "

# Places in a TOML file, and what its parser says most
AT_PLACE = "at line {line}, column {column}"
TOML_COMPLAINTS = (
    "Invalid value",
    "Invalid statement",
    "Expected '=' after a key in a key/value pair",
    "Expected newline or end of document after a statement",
    "Expected ']' at the end of a table declaration",
    "Expected ']]' at the end of an array declaration",
    "Cannot overwrite a value",
    "Cannot declare tables twice",
    "Unclosed array",
    "Unclosed inline table",
    "Unterminated string",
    "Invalid date or datetime",
    "Invalid initial character for a key part",
    "Duplicate inline table key",
)


table(__name__)
