"""Activities as watches write them: made here, octet by octet where a writer would not."""

import struct
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any, Literal

from fitdecode.utils import compute_crc
from garmin_fit_sdk import Encoder, Profile

BEGAN = datetime(2026, 5, 1, 16, 0, tzinfo=UTC)
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)

Message = tuple[str, dict[str, Any]]


def run_messages(
    seconds: int = 600,
    *,
    bpm: int | None = 140,
    metres_s: float = 3.0,
    lap_s: Sequence[int] = (),
    pause: tuple[int, int] | None = None,
    every_s: int = 1,
    sport: str = "running",
    began: datetime = BEGAN,
) -> list[Message]:
    """A run at one speed: the clock, the records, laps and sums."""

    def at(t: float) -> datetime:
        return began + timedelta(seconds=t)

    messages: list[Message] = [
        ("FILE_ID", {"type": "activity", "manufacturer": "garmin", "time_created": began}),
        ("EVENT", {"timestamp": began, "event": "timer", "event_type": "start"}),
    ]
    paused_s = pause[1] - pause[0] if pause else 0
    for t in range(0, seconds + 1, every_s):
        if pause and t == pause[0]:
            messages.append(("EVENT", {"timestamp": at(t), "event": "timer", "event_type": "stop"}))
        if pause and t == pause[1]:
            messages.append(
                ("EVENT", {"timestamp": at(t), "event": "timer", "event_type": "start"})
            )
        if pause and pause[0] < t < pause[1]:
            continue
        moved_s = t - (paused_s if pause and t >= pause[1] else 0)
        record = {"timestamp": at(t), "distance": moved_s * metres_s, "speed": metres_s}
        messages.append(
            ("RECORD", record if bpm is None else {**record, "heart_rate": bpm + t % 5})
        )
    begins = [0, *lap_s]
    for begin, end in zip(begins, [*lap_s, seconds], strict=True):
        lap = {"timestamp": at(end), "start_time": at(begin), "total_elapsed_time": end - begin}
        messages.append(("LAP", lap))
    whole = {
        "timestamp": at(seconds),
        "start_time": began,
        "total_elapsed_time": seconds,
        "total_timer_time": seconds - paused_s,
        "total_distance": (seconds - paused_s) * metres_s,
        "total_calories": 100,
        "sport": sport,
    }
    messages.append(("SESSION", whole))
    local = began + timedelta(hours=2)
    offset = (local.replace(tzinfo=UTC) - FIT_EPOCH).total_seconds() + seconds
    activity = {"timestamp": at(seconds), "local_timestamp": int(offset), "num_sessions": 1}
    messages.append(("ACTIVITY", activity))
    return messages


def fit(messages: Sequence[Message]) -> bytes:
    """The messages as Garmin's SDK writes them."""
    encoder = Encoder()
    for name, fields in messages:
        encoder.write_mesg({"mesg_num": Profile["mesg_num"][name], **fields})
    return encoder.close()


def fit_run(seconds: int = 600, **options: Any) -> bytes:
    """A run as a FIT file."""
    return fit(run_messages(seconds, **options))


def compressed_fit(bpms: Sequence[int]) -> bytes:
    """A record a second whose times but the first are five bits of the record's header."""
    second = int((BEGAN - FIT_EPOCH).total_seconds())
    file_id = struct.pack("<BBBHBBBB", 0x40, 0, 0, 0, 1, 0, 1, 0) + bytes([0, 4])
    full = struct.pack("<BBBHBBBBBBB", 0x41, 0, 0, 20, 2, 253, 4, 0x86, 3, 1, 2)
    short = struct.pack("<BBBHBBBB", 0x42, 0, 0, 20, 1, 3, 1, 2)
    records = struct.pack("<BIB", 1, second, bpms[0])
    for offset, bpm in enumerate(bpms[1:], start=1):
        records += bytes([0x80 | 2 << 5 | (second + offset) & 0x1F, bpm])
    return framed(file_id + full + short + records)


def framed(body: bytes) -> bytes:
    """Messages with a header before them and a check sum behind."""
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    head += struct.pack("<H", compute_crc(head))
    return head + body + struct.pack("<H", compute_crc(head + body))


def tcx(
    tracks: Sequence[Sequence[int]] = (range(601),),
    *,
    metres_s: float = 3.0,
    bpm: int | None = 140,
    sport: str = "Running",
    head: Literal["", "<?xml version='1.0'?>"] = "<?xml version='1.0'?>",
) -> str:
    """A run of one lap with a track for each run of seconds; who stands covers nothing."""
    seconds = list(chain.from_iterable(tracks))
    metres = {t: index * metres_s for index, t in enumerate(seconds)}

    def time(t: float) -> str:
        return (BEGAN + timedelta(seconds=t)).strftime("%Y-%m-%dT%H:%M:%S.000Z")

    def point(t: int) -> str:
        heart = f"<HeartRateBpm><Value>{bpm + t % 5}</Value></HeartRateBpm>" if bpm else ""
        return (
            f"<Trackpoint><Time>{time(t)}</Time><DistanceMeters>{metres[t]}</DistanceMeters>"
            f"{heart}</Trackpoint>"
        )

    body = "".join(f"<Track>{''.join(map(point, track))}</Track>" for track in tracks)
    return (
        f"{head}<TrainingCenterDatabase xmlns='http://www.garmin.com/xmlschemas/"
        f"TrainingCenterDatabase/v2'><Activities><Activity Sport='{sport}'><Id>{time(0)}</Id>"
        f"<Lap StartTime='{time(0)}'><TotalTimeSeconds>{len(seconds) - 1}</TotalTimeSeconds>"
        f"<DistanceMeters>{metres[seconds[-1]]}</DistanceMeters><Calories>99</Calories>"
        f"<Intensity>Active</Intensity>{body}</Lap>"
        "<Creator><Name>Forerunner</Name></Creator></Activity></Activities>"
        "</TrainingCenterDatabase>"
    )
