"""The words of the JSON parser, msgspec, in the language in use."""

from typing import Final

from runwalk_tui.language import mark
from runwalk_tui.language.recognized import again

_SAYINGS: Final = (
    mark("Object missing required field `{name}` - at `{place}`"),
    mark("Object missing required field `{name}`"),
    mark("Expected `{wanted}`, got `{found}` - at `{place}`"),
    mark("Expected `{wanted}`, got `{found}`"),
    mark("Invalid enum value {value} - at `{place}`"),
    mark("JSON is malformed: {why} (byte {number})"),
)
_WHOLE: Final = (
    *(mark("Input data was truncated"), mark("invalid character"), mark("trailing characters")),
    *(mark("object keys must be strings"), mark("expected ':'")),
)


def json_words(error: Exception) -> str:
    """An error of the parser; what it says seldom stays in English."""
    return again(str(error), _SAYINGS)
