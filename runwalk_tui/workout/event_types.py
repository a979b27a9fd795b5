"""Every type of event by the name that it has in a journal."""

from runwalk_tui.workout import events

_RENAMED: dict[type[events.Event], str] = {events.QuirkLearned: "HabitShown"}
"""Types that have another name by now than where they are kept."""

EVENT_TYPES: dict[str, type[events.Event]] = {
    _RENAMED.get(value, name): value
    for name, value in vars(events).items()
    if isinstance(value, type) and issubclass(value, events.Event) and value is not events.Event
}

_NAMES = {event_type: name for name, event_type in EVENT_TYPES.items()}


def kept_as(event: events.Event) -> str:
    """The name of the event's type in journals and JSON."""
    return _NAMES[type(event)]
