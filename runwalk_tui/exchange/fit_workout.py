"""FIT workouts: a file in and the workout out, and a plan as such a file.

Messages are those of Garmin's FIT profile (file type "workout"). Numbers go in and out raw, since
the SDK drops the names of sub-fields and reads 100 % of the maximum heart rate as a word: time in
ms, distance in cm, speed in mm/s, a heart rate in bpm as bpm + 100.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.exchange import sentences_of_workouts as texts
from runwalk_tui.exchange.foreign import (
    MOST_STEPS,
    Answers,
    ForeignStep,
    ForeignWorkout,
    OpenQuestionError,
    repeated,
)
from runwalk_tui.plans.writer import parts
from runwalk_tui.workout.plan import Kind, Plan, Step

FORMAT: Final = "a FIT workout"

BPM_OFFSET: Final = 100
"""Up to 100 the field is percent of the maximum, above it bpm + 100."""

TIME, DISTANCE, HR_LESS_THAN, OPEN, REPEAT = 0, 1, 2, 5, 6
SPEED_TARGET, HEART_RATE_TARGET, OPEN_TARGET = 0, 1, 2

INTENSITIES: Final[Mapping[Kind, int]] = {
    Kind.RUN: 0,
    Kind.WARM_UP: 2,
    Kind.COOL_DOWN: 3,
    Kind.WALK: 4,
    Kind.SURGE: 5,
}
_REST: Final = 1
_REPEATS_UNTIL: Final = {7, 8, 9, 10, 11, 12, 13, 17}
"""Repeats until a time, a distance, calories, a heart rate or a power is reached."""

_KINDS: Final = {code: kind for kind, code in INTENSITIES.items()} | {_REST: Kind.WALK}
_RUNNING, _WALKING = 1, 11


def read_fit_workout(data: bytes, answers: Answers) -> ForeignWorkout:
    """Read a workout file.

    Raises:
        OpenQuestionError: If a step ends when a key is pressed.
        ValueError: If it is no FIT workout, or has something wrong in it; says where.
    """
    from garmin_fit_sdk import Decoder, Stream

    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read(
        convert_types_to_strings=False,
        expand_sub_fields=False,
        apply_scale_and_offset=False,
        expand_components=False,
        merge_heart_rates=False,
    )
    rows = [_plain(row) for row in messages.get("workout_step_mesgs", [])]
    if errors and not rows:
        raise ValueError(texts.NO_FIT)
    if not rows and messages.get("record_mesgs"):
        raise ValueError(texts.IS_ACTIVITY)
    if not rows:
        raise ValueError(texts.FIT_WITHOUT_WORKOUT)
    notes = [texts.READABLE_PART] if errors else []
    head: Mapping[str, object] = next(iter(messages.get("workout_mesgs", [])), {})
    if head.get("sport") not in (None, _RUNNING, _WALKING):
        raise ValueError(texts.OTHER_SPORT)
    if len(rows) > MOST_STEPS:
        raise ValueError(texts.TOO_MANY_STEPS.format(most=MOST_STEPS))
    rows.sort(key=lambda row: int(row.get("message_index", 0)))
    steps = tuple(_expanded(rows, answers, notes))
    if not steps:
        raise ValueError(texts.NO_LENGTH_ANYWHERE)
    title = head.get("wkt_name")
    return ForeignWorkout(
        title=plain(title)[:60] if isinstance(title, str) else "",
        about="",
        steps=steps,
        notes=tuple(dict.fromkeys(notes)),
        format=FORMAT,
    )


def _plain(row: Mapping[Any, Any]) -> dict[Any, Any]:
    """A message without what is not one value: a field of a damaged file may be a list."""
    return {key: value for key, value in row.items() if not isinstance(value, (list, dict))}


def _expanded(
    rows: Sequence[Mapping[Any, Any]], answers: Answers, notes: list[str]
) -> Iterator[ForeignStep]:
    """Steps in order; a repeat stands behind its steps and names the first of them."""
    done: list[ForeignStep] = []
    begins: list[int] = []
    for index, row in enumerate(rows):
        where = texts.STEP.format(number=index + 1)
        begins.append(len(done))
        if row.get("duration_type") in _REPEATS_UNTIL:
            raise ValueError(texts.REPEATS_UNTIL.format(where=where))
        if row.get("duration_type") != REPEAT:
            done.append(_step(row, where, answers, notes))
            continue
        first, rounds = row.get("duration_value"), row.get("target_value")
        if not isinstance(first, int) or not 0 <= first < index:
            raise ValueError(texts.REPEATS_FROM.format(where=where))
        if not isinstance(rounds, int):
            raise ValueError(texts.REPEATS_HOW_OFTEN.format(where=where))
        one = done[begins[first] :]
        del done[begins[first] :]
        done += repeated(rounds, one, where, len(done))
    yield from done


def _step(row: Mapping[Any, Any], where: str, answers: Answers, notes: list[str]) -> ForeignStep:
    kind = _KINDS.get(row.get("intensity", -1))
    value = row.get("duration_value")
    seconds = metres = None
    duration_type = row.get("duration_type")
    if duration_type == TIME and isinstance(value, int):
        seconds = value / 1000
    elif duration_type == DISTANCE and isinstance(value, int):
        metres = value / 100
    else:
        if answers.open_s is None:
            raise OpenQuestionError(
                "open",
                texts.OPEN_END.format(where=where),
                texts.OPTION_OPEN,
            )
        notes.append(texts.OPEN_TAKES.format(seconds=answers.open_s))
        seconds = answers.open_s
    until_bpm = None
    if duration_type == HR_LESS_THAN and isinstance(value, int) and value > BPM_OFFSET:
        until_bpm = value - BPM_OFFSET
    if not (seconds or metres):
        raise ValueError(texts.LENGTH_0.format(where=where))
    speed, hold = _target(row, notes)
    return ForeignStep(
        seconds=seconds,
        metres=metres,
        until_bpm=until_bpm,
        speed_kmh=speed,
        hold_bpm=hold,
        kind=kind,
        where=where,
    )


def _target(
    row: Mapping[Any, Any], notes: list[str]
) -> tuple[float | None, tuple[int, int] | None]:
    """Speed in km/h or the heart rates to keep in bpm; neither where another thing is asked."""
    kind = row.get("target_type")
    low, high = row.get("custom_target_value_low"), row.get("custom_target_value_high")
    limits = sorted(value for value in (low, high) if isinstance(value, int) and value > 0)
    if kind == SPEED_TARGET and limits:
        return sum(limits) / len(limits) * 3.6 / 1000, None
    if kind == HEART_RATE_TARGET and len(limits) == 2:
        lowest, highest = (value - BPM_OFFSET for value in limits)
        if 30 <= lowest <= highest <= 230:
            return None, (lowest, highest)
    if kind not in (None, OPEN_TARGET):
        notes.append(texts.NO_FIT_TARGETS)
    return None, None


def encode_fit_workout(plan: Plan, created_at: datetime) -> bytes:
    """Encode a plan as a FIT workout, its repeats kept.

    Args:
        plan: Heart-rate endings become "until below", without their longest time.
        created_at: When, with its time zone.
    """
    from garmin_fit_sdk import Encoder, Profile

    rows = tuple(workout_steps(plan.steps))
    messages: list[tuple[str, dict[str, Any]]] = [
        (
            "FILE_ID",
            {
                "type": "workout",
                "manufacturer": "development",
                "product": 0,
                "serial_number": 1,
                "time_created": created_at.astimezone(UTC),
            },
        ),
        (
            "WORKOUT",
            {
                "sport": "running",
                "sub_sport": "treadmill",
                "num_valid_steps": len(rows),
                "wkt_name": plan.title[:40],
            },
        ),
        *(("WORKOUT_STEP", row) for row in rows),
    ]
    encoder = Encoder()
    for name, fields in messages:
        encoder.write_mesg({"mesg_num": Profile["mesg_num"][name], **fields})
    return encoder.close()


def workout_steps(steps: Sequence[Step]) -> Iterator[dict[str, Any]]:
    """The workout steps of a plan's: each with its index, a repeat behind what it repeats."""
    index = 0
    for times, inner in parts(steps):
        first = index
        for step in inner:
            yield {"message_index": index, **_fields(step)}
            index += 1
        if times > 1:
            yield {
                "message_index": index,
                "duration_type": REPEAT,
                "duration_value": first,
                "target_value": times,
            }
            index += 1


def step_indexes(steps: Iterable[Step]) -> list[int]:
    """For each step of a plan the index of the workout step that it is an instance of."""
    found: list[int] = []
    index = 0
    for times, inner in parts(tuple(steps)):
        found += [index + at for at in range(len(inner))] * times
        index += len(inner) + (times > 1)
    return found


def _fields(step: Step) -> dict[str, Any]:
    fields: dict[str, Any] = {"intensity": INTENSITIES[step.kind]}
    if step.until_bpm is not None:
        fields |= {"duration_type": HR_LESS_THAN, "duration_value": step.until_bpm + BPM_OFFSET}
    elif step.distance_m is not None:
        fields |= {"duration_type": DISTANCE, "duration_value": round(step.distance_m * 100)}
    else:
        fields |= {"duration_type": TIME, "duration_value": round(step.planned_s * 1000)}
    if step.hold_bpm is not None:
        low, high = step.hold_bpm
        return fields | {
            "target_type": HEART_RATE_TARGET,
            "target_value": 0,
            "custom_target_value_low": low + BPM_OFFSET,
            "custom_target_value_high": high + BPM_OFFSET,
        }
    speed_mm_s = round(step.speed_kmh / 3.6 * 1000)
    return fields | {
        "target_type": SPEED_TARGET,
        "target_value": 0,
        "custom_target_value_low": speed_mm_s,
        "custom_target_value_high": speed_mm_s,
    }
