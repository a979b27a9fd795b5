"""Every type of event by the name that it has in a journal."""

from runwalk_tui.workout import events

EVENT_TYPES: dict[str, type[events.Event]] = {
    name: value
    for name, value in vars(events).items()
    if isinstance(value, type) and issubclass(value, events.Event) and value is not events.Event
}
