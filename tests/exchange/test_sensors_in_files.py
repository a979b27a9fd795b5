"""What a running pod and a console's heart rate become in files."""

from collections.abc import Iterator
from csv import DictReader
from dataclasses import replace
from io import StringIO

import pytest

from runwalk_tui.exchange.fit import encode_fit
from runwalk_tui.exchange.session_accounting import account_of
from runwalk_tui.exchange.table import encode_csv
from runwalk_tui.exchange.tcx import encode_tcx
from runwalk_tui.workout.events import (
    BeltReading,
    Device,
    Event,
    HeartReading,
    LinkChanged,
    LinkState,
    PodReading,
    SessionOpened,
)
from tests.exchange.fit_readers import by_sdk
from tests.recorded import workout

FOOTPOD, HEART_RATE = 6, 1


def with_pod(*, one_foot: bool = False, until: float = 1e9) -> tuple[Event, ...]:
    """The recorded workout with a pod that goes with the belt, 160 steps a minute or 162."""

    def events() -> Iterator[Event]:
        for event in workout():
            yield event
            if isinstance(event, SessionOpened):
                yield LinkChanged(0.0, Device.POD, LinkState.UP, "Foot", "AA")
            if isinstance(event, BeltReading) and event.speed_kmh and event.t < until:
                spm = 160.0 + 2 * (int(event.t) % 2)
                sent_spm = spm / 2 if one_foot else spm
                yield PodReading(event.t, event.speed_kmh, sent_spm, running=True)

    return tuple(events())


def rows(events: tuple[Event, ...]) -> list[dict[str, str]]:
    return list(DictReader(StringIO(encode_csv(account_of(events)).decode())))


@pytest.mark.parametrize("one_foot", [False, True])
def test_a_fit_file_has_strides_of_one_foot_whatever_the_pod_counts(one_foot: bool) -> None:
    found = by_sdk(encode_fit(account_of(with_pod(one_foot=one_foot)), 7))
    told = [record for record in found["record"] if record.get("cadence") is not None]
    assert len(told) > 0.9 * len(found["record"])
    assert {record["cadence"] + record["fractional_cadence"] for record in told} == {80, 81}
    fast = max(told, key=lambda record: record["speed"])
    assert fast["step_length"] == pytest.approx(8.5 / 0.06 / 161 * 1000, rel=0.02)
    (whole,) = found["session"]
    assert whole["avg_running_cadence"] == pytest.approx(80.5, abs=1)
    devices = [info for info in found["device_info"] if info.get("product_name") == "Foot"]
    assert {info["device_type"] for info in devices} == {FOOTPOD}


def test_tables_and_tcx_have_steps_and_say_who_measured() -> None:
    table = [row for row in rows(with_pod()) if row["phase"] == "running"]
    assert {row["steps_per_min"] for row in table[5:]} == {"160.0", "162.0"}
    assert {row["measured_by"] for row in table} == {"treadmill"}
    assert float(table[40]["stride_m"]) == pytest.approx(8.5 / 0.06 / 161, abs=0.01)
    assert b"RunCadence>81<" in encode_tcx(account_of(with_pod()), 7)


def test_without_a_machine_each_second_says_whether_it_was_measured() -> None:
    opened, *rest = with_pod(until=60.0)
    assert isinstance(opened, SessionOpened)
    events = (replace(opened, by_hand=True), *rest)
    by = [row["measured_by"] for row in rows(events) if row["phase"] == "running"]
    assert set(by) == {"pod", "plan"}
    assert by == sorted(by, reverse=True), "the pod until it died"
    account = account_of(events)
    assert 0 < account.session.pod_m < account.distance_m


def test_steps_that_a_treadmill_counts_are_cadence_where_there_is_no_pod() -> None:
    feet = 0.0
    events: list[Event] = []
    for event in workout():
        if isinstance(event, BeltReading):
            feet += 2.5 if event.speed_kmh else 0.0
            event = replace(event, steps=int(feet))
        events.append(event)
    table = [row for row in rows(tuple(events)) if row["phase"] == "running"]
    assert float(table[30]["steps_per_min"]) == pytest.approx(150, abs=6)
    assert table[30]["stride_m"] == ""
    found = by_sdk(encode_fit(account_of(events), 7))
    assert found["record"][30]["cadence"] == pytest.approx(75, abs=3)
    session = account_of(events).session
    assert session.belt.stepped
    both = [
        replace(event, steps=50 * index) if isinstance(event, BeltReading) else event
        for index, event in enumerate(with_pod())
    ]
    assert float(rows(tuple(both))[60]["steps_per_min"]) < 170, "the pod knows better"


def test_a_heart_rate_by_the_console_is_marked() -> None:
    events = tuple(
        replace(event, heart_bpm=110 + int(event.t) % 20)
        if isinstance(event, BeltReading)
        else event
        for event in workout()
        if not isinstance(event, HeartReading)
    )
    table = [row for row in rows(events) if row["bpm"]]
    assert len(table) > 60
    assert {row["bpm_by"] for row in table} == {"console"}
    found = by_sdk(encode_fit(account_of(events), 7))
    sensors = [info for info in found["device_info"] if info.get("device_type") == HEART_RATE]
    assert [info["descriptor"] for info in sensors] == ["by the treadmill's console"]
    assert found["session"][0]["avg_heart_rate"] > 100
    ours = {row["bpm_by"] for row in rows(workout()) if row["bpm"]}
    assert ours == {"strap"}
