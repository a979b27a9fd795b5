"""Time to write a FIT file from its events, and its messages by the SDK's encoder alone."""

import time
from collections.abc import Callable
from typing import Any

from garmin_fit_sdk import Decoder, Encoder, Stream

from runwalk_tui.workout.events import Event

RUNS = 5


def times_sdk(
    encode: Callable[[list[Event]], bytes], events: list[Event], runs: int = RUNS
) -> tuple[float, float]:
    """Seconds of the processor: by ``encode``, and by the SDK for the same messages."""
    messages = _messages(encode(events))
    return (
        _fastest_s(lambda: encode(events), runs),
        _fastest_s(lambda: _by_sdk(messages), runs),
    )


def _messages(data: bytes) -> list[tuple[int, dict[str, Any]]]:
    """The messages of a file, as the SDK's encoder takes them."""
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


def _by_sdk(messages: list[tuple[int, dict[str, Any]]]) -> bytes:
    encoder = Encoder()
    for number, message in messages:
        encoder.on_mesg(number, message)
    data: bytes = encoder.close()
    return data


def _fastest_s(work: Callable[[], object], runs: int) -> float:
    took_s = []
    for _ in range(runs):
        began = time.process_time()
        work()
        took_s.append(time.process_time() - began)
    return min(took_s)
