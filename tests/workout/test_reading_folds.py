"""What a reading changes of a belt and of a heart in which everything is set, field by field."""

from dataclasses import replace
from typing import Any

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase, Session, StepRecord
from tests.workout.test_folds import BELT, CHECK, FULL, T, differences

KEPT = replace(
    BELT,
    lone=True,
    denied=True,
    zero_since=90.0,
    still=False,
    stood=False,
    rested=False,
    started_at=95.0,
    lost_since=97.0,
    alarmed=True,
    contested_since=96.0,
    moving_since=80.0,
    deserted=True,
    recent_kmh=((98.0, 6.0),),
    fresh_moving=5,
    nearest_kmh=None,
)
AT_ZERO: dict[str, Any] = {
    "speed_kmh": 0.0,
    "read_at": T,
    "aged_s": 0,
    "fresh_moving": 0,
    "lone": False,
    "denied": False,
    "lost_since": None,
    "contested_since": None,
    "moving_since": None,
    "deserted": False,
    "nearest_kmh": 0.0,
    "recent_kmh": (),
    "explained_kmh": None,
}
CAME_TO_STAND: dict[str, Any] = {
    "still": True,
    "stood": True,
    "rested": True,
    "woken_at": None,
    "started_at": None,
    "alarmed": False,
}
COUNTED: dict[str, Any] = {
    "time_s": 50.0,
    "counter_last_m": 200.0,
    "counter_m": 100.0,
    "counted_at": 90.0,
}


def folded(belt: Belt, reading: ev.BeltReading, session: Session = FULL) -> Belt:
    return evolve(replace(session, belt=belt), reading).belt


def changed(belt: Belt, reading: ev.BeltReading) -> dict[str, Any]:
    """What a reading changes while no pause is awaited."""
    session = replace(FULL, pause_asked_at=None)
    found = dict(differences(belt, folded(belt, reading, session)))
    return {name: value for name, value in found.items() if name != "odometer"}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ({}, CAME_TO_STAND),
        # Three seconds of zeros, and none before.
        ({"zero_since": 97.0}, CAME_TO_STAND),
        ({"zero_since": 97.1}, {}),
        ({"zero_since": None}, {"zero_since": T}),
        ({"zero_since": 97.1, "stood": True, "rested": True}, {}),
        # Out of sight for more than three seconds it may have run meanwhile.
        ({"read_at": 97.0}, CAME_TO_STAND),
        ({"read_at": 96.9}, {"zero_since": T}),
        # It stood before: it comes to no stand.
        (
            {"still": True, "stood": True, "rested": True},
            {"alarmed": False, "steady_kmh": 0.0},
        ),
        ({"still": True, "stood": True}, {"alarmed": False, "steady_kmh": 0.0, "rested": True}),
        ({"still": True, "rested": True}, {"alarmed": False, "steady_kmh": 0.0, "stood": True}),
        # The first reading of all.
        (
            {"read_at": None},
            {"zero_since": T, "still": True, "stood": True, "rested": True, "alarmed": False},
        ),
        ({"alarmed": False, "zero_since": 97.1}, {}),
    ],
)
def test_what_a_zero_changes(before: dict[str, Any], expected: dict[str, Any]) -> None:
    belt = replace(KEPT, **before)
    assert changed(belt, ev.BeltReading(T, 0.0)) == AT_ZERO | expected


@pytest.mark.parametrize(
    ("elapsed_s", "distance_m", "denied"),
    [
        (51.0, 201.0, True),
        (51.0, None, True),
        (None, 201.0, True),
        (50.0, 201.0, False),
        (49.0, 201.0, False),
        (51.0, 200.0, False),
        (None, None, False),
    ],
)
@pytest.mark.parametrize("speed_kmh", [0.0, None])
def test_counters_that_go_on_deny_a_zero(
    speed_kmh: float | None, elapsed_s: float | None, distance_m: float | None, denied: bool
) -> None:
    belt = replace(KEPT, **COUNTED, denied=False, still=True)
    after = folded(belt, ev.BeltReading(T, speed_kmh, distance_m, None, elapsed_s))
    assert (after.denied, after.still) == (denied, not denied)


@pytest.mark.parametrize("counted", [{"time_s": None}, {"counter_last_m": None}])
def test_counters_told_for_the_first_time_deny_nothing(counted: dict[str, Any]) -> None:
    belt = replace(KEPT, **(COUNTED | counted))
    assert not folded(belt, ev.BeltReading(T, 0.0, 201.0, None, 51.0)).denied


@pytest.mark.parametrize(
    ("before", "speed_kmh", "expected"),
    [
        ({}, 6.0, {"fresh_moving": 6}),
        ({"fresh_moving": 9}, 6.0, {"fresh_moving": 9}),
        ({"fresh_moving": 8}, 6.0, {"fresh_moving": 9}),
        ({"fresh_moving": 0, "lone": False}, 6.0, {"fresh_moving": 1, "lone": True}),
        ({"moving_since": None}, 6.0, {"moving_since": T, "fresh_moving": 6}),
        ({"nearest_kmh": 5.0}, 6.0, {"nearest_kmh": 6.0, "fresh_moving": 6}),
        ({"nearest_kmh": 7.8}, 6.0, {"nearest_kmh": 7.8, "fresh_moving": 6}),
        ({"explained_kmh": (5.0, 7.0)}, 6.0, {"explained_kmh": None, "fresh_moving": 6}),
        ({"explained_kmh": None}, 6.0, {"fresh_moving": 6}),
        (
            {"steady_kmh": None},
            0.15,
            {"steady_kmh": 0.15, "steady_since": T, "falling": False, "fresh_moving": 6},
        ),
        ({"steady_kmh": 6.1}, 6.0, {"fresh_moving": 6}),
        ({}, 5.0, {"steady_kmh": 5.0, "steady_since": T, "falling": True, "fresh_moving": 6}),
        ({}, 7.0, {"steady_kmh": 7.0, "steady_since": T, "falling": False, "fresh_moving": 6}),
        (
            {"still": True},
            5.0,
            {"steady_kmh": 5.0, "steady_since": T, "falling": False, "fresh_moving": 6},
        ),
    ],
)
def test_what_motion_changes(
    before: dict[str, Any], speed_kmh: float, expected: dict[str, Any]
) -> None:
    belt = replace(KEPT, **before)
    moving = {
        "speed_kmh": speed_kmh,
        "read_at": T,
        "aged_s": 0,
        "lone": False,
        "denied": False,
        "zero_since": None,
        "still": False,
        "lost_since": None,
        "contested_since": None,
        "deserted": False,
        "nearest_kmh": speed_kmh,
        "recent_kmh": ((98.0, 6.0), (T, speed_kmh)),
    }
    wanted = {
        name: value for name, value in (moving | expected).items() if value != getattr(belt, name)
    }
    assert changed(belt, ev.BeltReading(T, speed_kmh)) == wanted


@pytest.mark.parametrize(("speed_kmh", "left"), [(0.0, None), (6.0, 52.0), (None, 52.0)])
def test_a_zero_answers_a_pause(speed_kmh: float | None, left: float | None) -> None:
    after = evolve(FULL, ev.BeltReading(T, speed_kmh))
    assert after.pause_asked_at == left
    assert after.belt.rested is (speed_kmh == 0 or FULL.belt.rested)
    none = replace(FULL, pause_asked_at=None)
    assert evolve(none, ev.BeltReading(T, speed_kmh)).pause_asked_at is None


@pytest.mark.parametrize(
    ("phase", "agreed_at"), [(Phase.RUNNING, None), (Phase.CHECKING, T), (Phase.PAUSED, None)]
)
def test_a_check_is_held_against_readings_while_it_goes_on(
    phase: Phase, agreed_at: float | None
) -> None:
    check = replace(CHECK, agreed_at=None, agreed_kmh=None)
    belt = replace(KEPT, steady_kmh=2.0, speed_kmh=2.0)
    session = replace(FULL, phase=phase, check=check, belt=belt)
    after = evolve(session, ev.BeltReading(T, 2.0)).check
    assert after is not None
    assert after.agreed_at == agreed_at
    assert evolve(replace(session, check=None), ev.BeltReading(T, 2.0)).check is None


@pytest.mark.parametrize("power_w", [None, 150.0])
@pytest.mark.parametrize("cadence_rpm", [None, 80.0])
@pytest.mark.parametrize("resistance", [None, 7.0])
def test_what_a_pedalled_machine_tells(
    power_w: float | None, cadence_rpm: float | None, resistance: float | None
) -> None:
    """Its resistance comes with its power or its cadence."""
    belt = replace(KEPT, power_w=100.0, cadence_rpm=60.0, resistance=5.0)
    reading = ev.BeltReading(
        T, None, power_w=power_w, cadence_rpm=cadence_rpm, resistance=resistance
    )
    after = folded(belt, reading)
    told = power_w is not None or cadence_rpm is not None
    assert after.power_w == (power_w or 100.0)
    assert after.cadence_rpm == (cadence_rpm or 60.0)
    assert after.resistance == ((resistance or 5.0) if told else 5.0)


@pytest.mark.parametrize(
    ("before", "steps", "after"),
    [
        ((), 7, ((T, 7),)),
        (((99.0, 5), (99.5, 6)), 7, ((99.0, 5), (99.5, 6), (T, 7))),
        (((99.0, 7), (99.5, 8)), 8, ((99.0, 7), (99.5, 8), (T, 8))),
        (((99.0, 7), (99.5, 8)), 7, ((T, 7),)),
        (((90.0, 3), (90.1, 4)), 7, ((90.1, 4), (T, 7))),
    ],
)
def test_its_steps_of_late(
    before: tuple[tuple[float, int], ...], steps: int, after: tuple[tuple[float, int], ...]
) -> None:
    belt = replace(KEPT, stepped=before)
    assert folded(belt, ev.BeltReading(T, None, steps=steps)).stepped == after


@pytest.mark.parametrize(("told", "bpm"), [(120, 120), (0, None), (None, 99)])
def test_a_heart_rate_of_its_grips(told: int | None, bpm: int | None) -> None:
    belt = replace(KEPT, heart_bpm=99, heart_at=80.0)
    after = folded(belt, ev.BeltReading(T, None, heart_bpm=told))
    assert (after.heart_bpm, after.heart_at) == (bpm, 80.0 if told is None else T)


@pytest.mark.parametrize(("told", "kept"), [(None, 2.0), (2.0, 2.0), (3.0, 3.0)])
def test_its_incline_and_energy(told: float | None, kept: float) -> None:
    belt = replace(KEPT, incline_percent=2.0, energy_kcal=2.0)
    after = folded(belt, ev.BeltReading(T, None, incline_percent=told, energy_kcal=told))
    assert (after.incline_percent, after.energy_kcal) == (kept, kept)


@pytest.mark.parametrize(
    ("before", "distance_m", "elapsed_s", "expected"),
    [
        ({}, 203.0, 51.0, (103.0, 203.0, 51.0, T)),
        ({}, 203.0, 50.0, (103.0, 203.0, 50.0, 90.0)),
        ({}, 200.0, 51.0, (100.0, 200.0, 51.0, T)),
        ({}, 200.0, 50.0, (100.0, 200.0, 50.0, 90.0)),
        ({}, 3.0, 51.0, (100.0, 3.0, 51.0, T)),
        ({}, None, 51.0, (100.0, 200.0, 51.0, T)),
        ({}, 203.0, None, (103.0, 203.0, 50.0, 90.0)),
        ({"lost_since": 97.0}, 203.0, 51.0, (100.0, 203.0, 51.0, T)),
        ({"counter_last_m": None}, 203.0, 51.0, (100.0, 203.0, 51.0, T)),
        ({"counter_last_m": None}, None, 51.0, (100.0, None, 51.0, T)),
        ({"time_s": None}, 203.0, 51.0, (103.0, 203.0, 51.0, None)),
        ({"time_s": None}, 203.0, None, (103.0, 203.0, None, T)),
        ({"time_s": None}, 3.0, None, (100.0, 3.0, None, 90.0)),
        # A time that stands at nought is none: the distance counts for it.
        ({"time_s": 0.0}, 203.0, 0.0, (103.0, 203.0, 0.0, T)),
        ({"time_s": 0.0}, 200.0, 0.0, (100.0, 200.0, 0.0, 90.0)),
        ({"time_s": 0.0}, 3.0, 0.0, (100.0, 3.0, 0.0, 90.0)),
        ({"time_s": 0.0, "counter_last_m": None}, 203.0, 0.0, (100.0, 203.0, 0.0, 90.0)),
        ({"time_s": 0.0, "lost_since": 97.0}, 203.0, 0.0, (100.0, 203.0, 0.0, 90.0)),
        ({"time_s": 1.0}, 203.0, 1.0, (103.0, 203.0, 1.0, 90.0)),
        ({"time_s": 0.0}, 203.0, None, (103.0, 203.0, 0.0, 90.0)),
    ],
)
def test_its_own_counters(
    before: dict[str, Any],
    distance_m: float | None,
    elapsed_s: float | None,
    expected: tuple[float | None, ...],
) -> None:
    belt = replace(KEPT, **(COUNTED | {"lost_since": None} | before))
    after = folded(belt, ev.BeltReading(T, None, distance_m, None, elapsed_s))
    counters = after.counter_m, after.counter_last_m, after.time_s, after.counted_at
    assert counters == expected


@pytest.mark.parametrize(
    ("factor", "phase", "read"),
    [
        (None, Phase.RUNNING, True),
        (None, Phase.PAUSED, False),
        (1.0, Phase.RUNNING, False),
    ],
)
def test_distance_and_speed_are_compared_until_the_unit_is_known(
    factor: float | None, phase: Phase, read: bool
) -> None:
    belt = replace(KEPT, data_factor=factor)
    after = folded(belt, ev.BeltReading(T, 6.0, 203.0), replace(FULL, phase=phase))
    assert (after.odometer is not belt.odometer) is read


@pytest.mark.parametrize(
    ("counted_at", "moving_since", "time_s", "kmh", "deserted"),
    [
        # 18 km/h are 15 m in three seconds: so far a distance in tens of metres may be behind.
        (97.0, 90.0, None, 18.0, True),
        (97.1, 90.0, None, 18.0, False),
        (90.0, 97.0, None, 18.0, True),
        (90.0, 97.1, None, 18.0, False),
        (97.0, 90.0, None, 6.0, False),
        (97.0, None, None, 18.0, False),
        (None, 90.0, None, 18.0, False),
        (97.0, 90.0, 50.0, 18.0, False),
    ],
)
def test_a_distance_far_behind_the_speed_has_nobody_on_the_belt(
    counted_at: float | None,
    moving_since: float | None,
    time_s: float | None,
    kmh: float,
    deserted: bool,
) -> None:
    belt = replace(
        KEPT, counted_at=counted_at, moving_since=moving_since, time_s=time_s, speed_kmh=kmh
    )
    assert folded(belt, ev.BeltReading(T, kmh)).deserted is deserted


HEART = Heart(bpm=120, read_at=99.0, contact=True, same_bpm=120, same_since=90.0)


def heart_after(bpm: int | None, heart: Heart = HEART, contact: bool | None = None) -> Heart:
    reading = ev.HeartReading(T, bpm, contact)
    return evolve(replace(FULL, heart=heart), reading).heart


@pytest.mark.parametrize(
    ("bpm", "same"), [(120, (120, 90.0)), (121, (121, T)), (None, (120, 90.0))]
)
def test_since_when_a_rate_is_the_same(bpm: int | None, same: tuple[int, float]) -> None:
    after = heart_after(bpm)
    assert (after.same_bpm, after.same_since) == same
    assert (after.bpm, after.read_at, after.contact) == (bpm, T, None)


@pytest.mark.parametrize("contact", [True, False, None])
def test_what_a_strap_says_of_the_skin(contact: bool | None) -> None:
    assert heart_after(121, contact=contact).contact is contact


@pytest.mark.parametrize(
    ("recent", "bpm", "leapt"),
    [
        ((), 60, False),
        (((99.0, 100),), 60, True),
        (((99.0, 100),), 61, False),
        (((99.0, 100),), 179, False),
        (((99.0, 100),), 180, True),
        (((99.0, 100),), None, False),
        (((40.0, 100),), 180, True),
        (((39.9, 100),), 180, False),
        (((98.0, 180), (99.0, 100)), 180, True),
    ],
)
def test_a_rate_that_leaps(
    recent: tuple[tuple[float, int], ...], bpm: int | None, leapt: bool
) -> None:
    assert heart_after(bpm, replace(HEART, recent=recent)).leapt is leapt


@pytest.mark.parametrize(
    ("peak_bpm", "bpm", "phase", "expected"),
    [
        (None, 121, Phase.RUNNING, (1, 121)),
        (120, 121, Phase.RUNNING, (1, 121)),
        (122, 121, Phase.RUNNING, (1, 122)),
        (122, None, Phase.RUNNING, (0, 122)),
        (120, 121, Phase.PAUSED, (0, 120)),
    ],
)
def test_a_rate_counts_for_the_step_that_goes_on(
    peak_bpm: int | None, bpm: int | None, phase: Phase, expected: tuple[int, int]
) -> None:
    step = StepRecord(1, Kind.RUN, 60.0, 60.0, peak_bpm=peak_bpm)
    session = replace(FULL, heart=HEART, step=step, phase=phase)
    after = evolve(session, ev.HeartReading(T, bpm)).step
    assert after is not None
    assert (after.samples, after.peak_bpm) == expected


def test_without_a_step_a_rate_is_remembered() -> None:
    after = evolve(replace(FULL, heart=HEART, step=None), ev.HeartReading(T, 121))
    assert (after.step, after.heart.recent) == (None, ((T, 121),))


def test_three_hundred_readings_are_remembered() -> None:
    recent = tuple((99.0, 100 + place % 3) for place in range(300))
    assert len(heart_after(121, replace(HEART, recent=recent)).recent) == 300


@pytest.mark.parametrize(
    ("active_s", "before_bpm", "after_bpm"),
    [
        (59.9, None, None),
        (60.0, None, 130.0),
        (64.9, None, 130.0),
        (65.0, None, None),
        (62.0, 99.0, 99.0),
    ],
)
def test_the_rate_of_the_first_minute_is_the_mean_of_five_seconds(
    active_s: float, before_bpm: float | None, after_bpm: float | None
) -> None:
    recent = ((94.5, 90), (95.0, 100), (95.1, 120), (T, 140))
    step = StepRecord(1, Kind.RUN, 60.0, 60.0, active_s=active_s, minute_bpm=before_bpm)
    session = replace(FULL, step=step, heart=replace(HEART, recent=recent))
    after = evolve(session, ev.HeartReading(T, None)).step
    assert after is not None
    assert after.minute_bpm == after_bpm


def test_without_a_rate_or_a_step_no_minute_is_marked() -> None:
    step = StepRecord(1, Kind.RUN, 60.0, 60.0, active_s=62.0)
    session = replace(FULL, step=step, heart=replace(HEART, recent=()))
    after = evolve(session, ev.HeartReading(T, None)).step
    assert after is not None
    assert after.minute_bpm is None
    assert evolve(replace(FULL, step=None), ev.HeartReading(T, None)).step is None
