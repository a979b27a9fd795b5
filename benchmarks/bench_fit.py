"""A recorded session as FIT, against the SDK's own encoding of the same messages."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from garmin_fit_sdk import Decoder, Encoder, Stream

from benchmarks.hours import recorded
from runwalk_tui.exchange.accounting import account_of
from runwalk_tui.exchange.fit import encode_fit
from runwalk_tui.workout.events import Event

RUNS = 5
MOST_TIMES = 1.2


def run() -> Iterator[tuple[str, float, str, str]]:
    """For one hour and for ten: from the events to the file, by the processor's time."""
    for hours in (1, 10):
        events = recorded(hours)
        messages = _messages(_by_us(events))
        ours, theirs = _fastest_s(partial(_by_us, events)), _fastest_s(partial(_by_sdk, messages))
        yield f"FIT of {hours} h", ours * 1000, "ms", ""
        yield f"FIT of {hours} h / SDK's encoding alone", ours / theirs, "times", f"<= {MOST_TIMES}"


def _messages(data: bytes) -> list[tuple[int, dict[str, Any]]]:
    """What is in a file, as the SDK's encoder takes it."""
    found: list[tuple[int, dict[str, Any]]] = []

    def heard(number: int, message: dict[str, Any]) -> None:
        if "time" in message:
            # The decoder gives None for the filling that the encoder then refuses.
            message["time"] = [65.535 if each is None else each for each in message["time"]]
        # The encoder refuses a field of our own unless it is told of it.
        message.pop("developer_fields", None)
        found.append((number, message))

    Decoder(Stream.from_byte_array(bytearray(data))).read(
        mesg_listener=heard,
        expand_sub_fields=False,
        expand_components=False,
        merge_heart_rates=False,
    )
    return found


def _by_us(events: list[Event]) -> bytes:
    return encode_fit(account_of(events), 1)


def _by_sdk(messages: list[tuple[int, dict[str, Any]]]) -> bytes:
    encoder = Encoder()
    for number, message in messages:
        encoder.on_mesg(number, message)
    data: bytes = encoder.close()
    return data


def _fastest_s(work: Callable[[], object]) -> float:
    took_s = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        took_s.append(time.process_time() - began)
    return min(took_s)
