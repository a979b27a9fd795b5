"""Events as JSON, one object a line: what ``--json`` prints and a journal keeps."""

from runwalk_tui.errors import EventError as EventError
from runwalk_tui.journal.typed_json import TypedJson
from runwalk_tui.workout.event_types import EVENT_TYPES

_events = TypedJson(EVENT_TYPES, "t", "event", EventError)

to_json = _events.to_json
"""`TypedJson.to_json` of an event: ``t``, ``type``, then its fields."""

to_table = _events.to_table
"""`TypedJson.to_table` of an event."""

from_json = _events.from_json
"""`TypedJson.from_json` of an event.

Raises:
    EventError: If it is none.
"""
