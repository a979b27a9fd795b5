"""Damaged and hostile files of every kind that comes in, each with words of its one line."""

import gzip
import io
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final, Literal

from runwalk_tui.exchange.fit_workout import encode_fit_workout
from runwalk_tui.journal.event_json import to_json
from runwalk_tui.workout.plan import Kind, Plan, Step
from tests.exchange.activity_files import (
    BEGAN,
    FIT_EPOCH,
    Message,
    fit,
    fit_run,
    framed,
    run_messages,
    tcx,
)
from tests.recorded import workout

Entrance = Literal["plan", "activity", "own"]
"""``plans import``, ``import`` of an activity, and ``import`` of an export."""

Bad = tuple[Entrance, Callable[[], bytes], str]

WHEN = datetime(2026, 7, 1, 6, 0, tzinfo=UTC)
PLAN = Plan("p", "P", (Step(Kind.RUN, 9, duration_s=60), Step(Kind.WALK, 5, duration_s=60)))
STEP = b'<SteadyState Duration="60" Speed="2"/>'
ROW = b'<row duration="00:00:01" speed="5"/>'
LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = b'<!DOCTYPE a SYSTEM "file:///etc/passwd">'
MEGABYTE = 1024 * 1024


def zwo(body: bytes, sport: bytes = b"run") -> bytes:
    head = b"<workout_file><sportType>" + sport + b"</sportType><workout>"
    return head + body + b"</workout></workout_file>"


def steady(**attributes: str) -> bytes:
    given = {"Duration": "60", "Speed": "2", **attributes}
    text = " ".join(f'{key}="{value}"' for key, value in given.items())
    return zwo(f"<SteadyState {text}/>".encode())


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.fit", bytes(20 * MEGABYTE))
    return packed.getvalue()


def bomb() -> bytes:
    return gzip.compress(bytes(60 * MEGABYTE), 1)


def nested_repeats() -> bytes:
    """A FIT workout whose repeats repeat each other: 60,000 ** 3 steps."""
    steps: list[dict[str, Any]] = [
        {"message_index": 0, "duration_type": 0, "duration_value": 1000, "intensity": 0}
    ]
    for index in (1, 2, 3):
        repeat = {"duration_type": 6, "duration_value": 0, "target_value": 60_000}
        steps.append({"message_index": index, **repeat})
    head: Message = ("FILE_ID", {"type": "workout", "time_created": WHEN})
    return fit([head, *(("WORKOUT_STEP", step) for step in steps)])


def fit_of_sport(sport: str) -> bytes:
    messages: list[Message] = [
        ("FILE_ID", {"type": "workout", "time_created": WHEN}),
        ("WORKOUT", {"sport": sport, "num_valid_steps": 1}),
        ("WORKOUT_STEP", {"message_index": 0, "duration_type": 0, "duration_value": 1000}),
    ]
    return fit(messages)


def without_clock() -> bytes:
    """Records at seconds since the watch was switched on."""
    early = FIT_EPOCH + timedelta(seconds=1000)
    return fit([message for message in run_messages(60, began=early) if message[0] == "RECORD"])


def undefined_fields() -> bytes:
    """A record that is defined with 255 fields, and cut; then one that nobody defined."""
    return framed(struct.pack("<BBBHB", 0x40, 0, 0, 20, 255) + bytes([253, 4, 0x86]) * 200)


def lines(change: Callable[[list[bytes]], None] = lambda _: None) -> bytes:
    found = [to_json(event) for event in workout()]
    change(found)
    return b"\n".join(found)


def swapped(found: list[bytes]) -> None:
    at = next(at for at, (a, b) in enumerate(pairwise(found)) if at > 20 and a[:9] != b[:9])
    found[at], found[at + 1] = found[at + 1], found[at]


def beheaded(found: list[bytes]) -> None:
    del found[0]


def put(line: bytes, at: int = 30) -> Callable[[], bytes]:
    return lambda: lines(lambda found: found.insert(at, line))


def long_tcx() -> bytes:
    return tcx((range(0, 864_000, 36_000),)).encode()


FILES: Final[dict[str, Bad]] = {
    "plan: empty": ("plan", lambda: b"", "is empty"),
    "plan: blank": ("plan", lambda: b" \n\t ", "is empty"),
    "plan: cut": ("plan", lambda: zwo(STEP)[:70], "is not well-formed XML"),
    "plan: laughs": ("plan", lambda: LAUGHS + b"<workout_file>&d;</workout_file>", "entities"),
    "plan: outside": ("plan", lambda: OUTSIDE + zwo(STEP), "document type"),
    "plan: another XML": ("plan", lambda: b"<gpx/>", "not a Zwift workout"),
    "plan: encoding": ("plan", lambda: b'<?xml version="1.0" encoding="klingon"?><a/>', "encoding"),
    "plan: no step": ("plan", lambda: zwo(b""), "has no step"),
    "plan: no workout": ("plan", lambda: b"<workout_file/>", "no <workout>"),
    "plan: swim": ("plan", lambda: zwo(STEP, b"swim"), "for 'swim', not for running"),
    "plan: NaN": ("plan", lambda: steady(Speed="nan"), "Speed: nan is outside"),
    "plan: infinite": ("plan", lambda: steady(Duration="inf"), "Duration: inf is outside"),
    "plan: negative": ("plan", lambda: steady(Duration="-60"), "Duration: -60 is outside"),
    "plan: zero": ("plan", lambda: steady(Duration="0"), "no Duration above 0"),
    "plan: word": ("plan", lambda: steady(Duration="long"), "'long' is not a number"),
    "plan: fast": ("plan", lambda: steady(Speed="99"), "is not a belt speed"),
    "plan: huge": ("plan", lambda: steady(Speed="1e308"), "is outside"),
    "plan: long": ("plan", lambda: zwo(STEP.replace(b'"60"', b'"80000"') * 2), "24 h at most"),
    "plan: sport": ("plan", lambda: zwo(b"<Swim Duration='9'/>"), "not a step of a Zwift run"),
    "plan: 10^9 intervals": (
        "plan",
        lambda: zwo(b'<IntervalsT Repeat="1000000" OnDuration="1" OffDuration="1"/>'),
        "more than 2000 steps",
    ),
    "plan: 10^9 repeats": (
        "plan",
        lambda: b'<rows><repeat times="1000000000">' + ROW + b"</repeat></rows>",
        "more than 2000 steps",
    ),
    "plan: nested repeats": (
        "plan",
        lambda: b"<rows>" + b'<repeat times="9">' * 3 + ROW + b"</repeat>" * 3 + b"</rows>",
        "do not nest",
    ),
    "plan: nested FIT repeats": ("plan", nested_repeats, "more than 2000 steps"),
    "plan: no length": ("plan", lambda: b'<rows><row speed="5"/></rows>', "neither a duration"),
    "plan: deep": ("plan", lambda: b"<a>" * 100_000, "is not"),
    "plan: deep and closed": ("plan", lambda: b"<a>" * 30_000 + b"</a>" * 30_000, "20000 elements"),
    "plan: many elements": ("plan", lambda: zwo(STEP * 25_000), "20000 elements"),
    "plan: many rows": ("plan", lambda: b"<rows>" + ROW * 5000 + b"</rows>", "2000 steps"),
    "plan: ERG": ("plan", lambda: b"[COURSE HEADER]\nMINUTES WATTS\n", "has no [COURSE DATA]"),
    "plan: octets": ("plan", lambda: bytes(range(256)), "not a workout of a known format"),
    "plan: no text": ("plan", lambda: b"- 5m caf\xe9\x01", "is not text"),
    "plan: 10 MB": ("plan", lambda: b"- 1m 6:00/km\n" * 800_000, "larger than 4 MB"),
    "plan: one line": ("plan", lambda: b"- " + b"a " * MEGABYTE, "more than 1000 characters"),
    "plan: many lines": ("plan", lambda: b"- 1m 6:00/km\n" * 200_000, "more than 2000 steps"),
    "plan: repeats in a text": ("plan", lambda: b"999999x\n- 1m 6:00/km", "more than 2000 steps"),
    "plan: a zip": ("plan", zipped, "not a workout of a known format"),
    "plan: a gzip bomb": ("plan", bomb, "not a workout of a known format"),
    "plan: cut FIT": ("plan", lambda: encode_fit_workout(PLAN, WHEN)[:40], ""),
    "plan: FIT of nothing": ("plan", lambda: framed(bytes(60)), ""),
    "plan: FIT for bikes": ("plan", lambda: fit_of_sport("cycling"), "another sport"),
    "plan: a run": ("plan", lambda: fit_run(60), "is an activity, not a workout"),
    "run: empty": ("activity", lambda: b"", "is empty"),
    "run: a zip": ("activity", zipped, "is a zip archive; unpack it first"),
    "run: a gzip bomb": ("activity", bomb, "larger than 48 MB"),
    "run: cut gzip": ("activity", lambda: gzip.compress(fit_run(60))[:200], "cannot be unpacked"),
    "run: wrong gzip": ("activity", lambda: b"\x1f\x8b" + bytes(60), "cannot be unpacked"),
    "run: cut header": ("activity", lambda: fit_run(60)[:9], "not an activity of a known format"),
    "run: header alone": ("activity", lambda: fit_run(60)[:14], "too damaged"),
    "run: strange header": ("activity", lambda: b"\xff" + fit_run(60)[1:], "has no activity"),
    "run: octets": ("activity", lambda: framed(bytes(range(256)) * 20), ""),
    "run: cut definition": ("activity", undefined_fields, "too damaged"),
    "run: a workout": ("activity", lambda: encode_fit_workout(PLAN, WHEN), "plans import"),
    "run: a ride": ("activity", lambda: fit_run(60, sport="cycling"), "an activity of cycling"),
    "run: no clock": ("activity", without_clock, "clock of its device was not set"),
    "run: ten days": ("activity", lambda: fit_run(864_000, every_s=36_000), "lasts 240 h"),
    "run: no second": ("activity", lambda: fit_run(0), "of a second or more"),
    "run: in the future": (
        "activity",
        lambda: fit_run(60, began=BEGAN.replace(year=2090)),
        "begins in the future",
    ),
    "run: laughs": ("activity", lambda: LAUGHS + tcx(head="").encode(), "entities"),
    "run: outside": ("activity", lambda: OUTSIDE + tcx(head="").encode(), "document type"),
    "run: cut TCX": ("activity", lambda: tcx().encode()[:300], "is not well-formed XML"),
    "run: TCX of a ride": ("activity", lambda: tcx(sport="Biking").encode(), "of biking"),
    "run: TCX of nothing": ("activity", lambda: b"<TrainingCenterDatabase/>", "has no activity"),
    "run: TCX without times": (
        "activity",
        lambda: tcx().replace("2026-", "year-").encode(),
        "has no activity",
    ),
    "run: TCX of 1900": ("activity", lambda: tcx().replace("2026", "1900").encode(), "no activity"),
    "run: TCX of ten days": ("activity", long_tcx, "h; no workout is that long"),
    "run: TCX in Klingon": (
        "activity",
        lambda: b'<?xml version="1.0" encoding="klingon"?>' + tcx(head="").encode(),
        "",
    ),
    "run: GPX": ("activity", lambda: b"<gpx><trk/></gpx>", "export FIT or TCX instead"),
    "run: a page": ("activity", lambda: b"<html><body>Sign in</body></html>", "not an activity"),
    "run: deep": ("activity", lambda: b"<a>" * 200_000, "not an activity in TCX"),
    "run: text": ("activity", lambda: b"nothing to see", "not an activity of a known format"),
    "run: 60 MB": ("activity", lambda: b"<a>" + bytes(60 * MEGABYTE), "larger than 48 MB"),
    "own: empty": ("own", lambda: b"", "is empty"),
    "own: a list": ("own", lambda: b"[1, 2]", "is not an event"),
    "own: cut": ("own", lambda: lines()[:5000], "is not an event"),
    "own: no beginning": ("own", lambda: lines(beheaded), "not with Session"),
    "own: back in time": ("own", lambda: lines(swapped), "goes back in time"),
    "own: a step too far": (
        "own",
        put(b'{"t":3,"type":"StepBegan","index":77,"kind":"run","speed_kmh":8}', 12),
        "",
    ),
    "own: NaN": ("own", put(b'{"t":NaN,"type":"BeltReading","speed_kmh":5}'), "is not an event"),
    "own: endless": ("own", put(b'{"t":1e300,"type":"BeltReading","speed_kmh":5}'), "back in time"),
    "own: of tomorrow": ("own", put(b'{"t":99,"type":"Teleported"}'), "a newer program may know"),
    "own: deep": ("own", put(b"[" * 100_000), "is not an event"),
    "own: one line": ("own", lambda: b'{"t":0,' + b" " * 10 * MEGABYTE, "is not an event"),
    "own: wrong header": ("own", lambda: b'{"type":"Session"}\n' + lines(), "not a valid header"),
}
