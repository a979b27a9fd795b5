"""Exported files, read by somebody else's eyes: Garmin's own decoder, the csv module."""

import csv
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import reduce
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from garmin_fit_sdk import Decoder, Stream

from runwalk_tui.exchange.exporter import ExportError, Format, Source, export, export_session
from runwalk_tui.exchange.session_accounting import account_of
from runwalk_tui.journal.adding import add_session
from runwalk_tui.journal.event_file import load_recording_file
from runwalk_tui.training.physiology.energy import kcal_of
from runwalk_tui.workout.events import (
    BeltReading,
    ClockPaused,
    ClockStarted,
    Event,
    HeartReading,
    PauseReason,
)
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.summary import summarize
from tests.recorded import OPENED, workout

ROOT = Path(__file__).resolve().parents[2]
OPENED_AT = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)


def fold(events: tuple[Event, ...]) -> Session:
    return reduce(evolve, events, Session())


def _fit(path: Path, events: tuple[Event, ...] = workout()) -> dict[str, list[dict[str, Any]]]:
    export(Source(events), "fit", path, force=True)
    assert Decoder(Stream.from_file(str(path))).check_integrity()
    messages, errors = Decoder(Stream.from_file(str(path))).read()
    assert not errors
    return cast(dict[str, list[dict[str, Any]]], messages)


def _csv(path: Path, events: tuple[Event, ...] = workout()) -> list[dict[str, str]]:
    export(Source(events), "csv", path)
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_a_file_that_is_there_is_kept_and_the_new_one_numbered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    number = str(add_session(workout(), ""))
    names = [export_session(number, "csv", finds_name=True).name for _ in range(3)]
    assert [name.removeprefix(names[0].removesuffix(".csv")) for name in names] == [
        ".csv",
        "-2.csv",
        "-3.csv",
    ]
    with pytest.raises(ExportError, match="already exists"):
        export_session(number, "csv")


def test_a_fit_file_is_an_activity_on_a_treadmill_with_its_totals(tmp_path: Path) -> None:
    messages = _fit(tmp_path / "a.fit")
    summary = summarize(fold(workout()))
    (file_id,) = messages["file_id_mesgs"]
    assert (file_id["type"], file_id["manufacturer"]) == ("activity", "development")
    (session,) = messages["session_mesgs"]
    assert (session["sport"], session["sub_sport"]) == ("running", "treadmill")
    assert session["total_timer_time"] == pytest.approx(summary.active_s, abs=0.001)
    run_m = sum(step.distance_m for step in summary.steps)
    assert session["total_distance"] == pytest.approx(run_m, abs=0.01)
    assert session["total_calories"] == round(kcal_of(summary.totals, 60.0))
    assert session["max_heart_rate"] == summary.peak_bpm
    assert session["num_laps"] == 5
    began = OPENED_AT.timestamp() + summary.steps[0].began_t
    assert session["start_time"].timestamp() == pytest.approx(began, abs=1)
    (activity,) = messages["activity_mesgs"]
    assert activity["num_sessions"] == 1


def test_a_fit_file_has_a_lap_for_each_step(tmp_path: Path) -> None:
    laps = _fit(tmp_path / "a.fit")["lap_mesgs"]
    steps = summarize(fold(workout())).steps
    intensities = ["warmup", "active", "recovery", "active", "cooldown"]
    assert [lap["intensity"] for lap in laps] == intensities
    for lap, step in zip(laps, steps, strict=True):
        assert lap["total_timer_time"] == pytest.approx(step.active_s, abs=0.001)
        assert lap["total_distance"] == pytest.approx(step.distance_m, abs=0.01)
        assert lap["avg_heart_rate"] == round(step.mean_bpm or 0)
        assert lap["avg_speed"] == pytest.approx(step.distance_m / step.active_s, abs=0.001)


def test_a_fit_file_has_a_record_a_second(tmp_path: Path) -> None:
    records = _fit(tmp_path / "a.fit")["record_mesgs"]
    times = [record["timestamp"].timestamp() for record in records]
    assert times == [times[0] + i for i in range(len(times))]
    assert len(records) == pytest.approx(170, abs=1)
    distances = [record["distance"] for record in records]
    assert distances == sorted(distances)
    second = int(times[60] - OPENED_AT.timestamp())
    readings = {event.t: event.speed_kmh for event in workout() if isinstance(event, BeltReading)}
    assert records[60]["speed"] * 3.6 == pytest.approx(readings[second], abs=0.01)
    assert all(60 < record["heart_rate"] < 200 for record in records)


@pytest.mark.parametrize("bpm", [0, 255, 256, 300, 65535])
def test_no_heart_rate_that_fit_cannot_hold_is_written(tmp_path: Path, bpm: int) -> None:
    log = tuple(
        replace(event, bpm=bpm) if isinstance(event, HeartReading) else event for event in workout()
    )
    file = _fit(tmp_path / "a.fit", log)
    assert len(file["record_mesgs"]) > 100
    for name in ("record_mesgs", "lap_mesgs", "session_mesgs"):
        for message in file[name]:
            for key in ("heart_rate", "avg_heart_rate", "max_heart_rate"):
                assert message.get(key) is None


def test_a_pause_has_no_records_and_stops_the_timer(tmp_path: Path) -> None:
    log = list(workout())
    cut = next(i for i, event in enumerate(log) if event.t > 60)
    end = log[cut].t
    paused = (
        *log[:cut],
        ClockPaused(end, PauseReason.RUNNER, since=end),
        BeltReading(end + 1, 0.0),
        ClockStarted(end + 60),
        BeltReading(end + 61, 5.0),
        BeltReading(end + 62, 5.0),
    )
    messages = _fit(tmp_path / "a.fit", paused)
    assert [event["event_type"] for event in messages["event_mesgs"]] == [
        "start",
        "stop",
        "start",
        "stop_all",
    ]
    times = [record["timestamp"].timestamp() for record in messages["record_mesgs"]]
    assert max(b - a for a, b in pairwise(times)) == pytest.approx(60, abs=1)
    rows = _csv(tmp_path / "a.csv", paused)
    assert sum(row["phase"] == "paused" for row in rows) == pytest.approx(60, abs=1)
    stale = [row for row in rows if row["phase"] == "paused"][10]
    assert (stale["speed_kmh"], stale["bpm"]) == ("", "")


def test_a_walk_is_a_walk_whatever_the_plan_called_it(tmp_path: Path) -> None:
    log = tuple(
        replace(event, speed_kmh=min(event.speed_kmh, 4.5))
        if isinstance(event, BeltReading) and event.speed_kmh
        else event
        for event in workout()
    )
    (session,) = _fit(tmp_path / "a.fit", log)["session_mesgs"]
    assert (session["sport"], session["sub_sport"]) == ("walking", "indoor_walking")
    tcx = tmp_path / "a.tcx"
    export(Source(log), "tcx", tcx)
    assert b'<Activity Sport="Other">' in tcx.read_bytes()


def test_what_was_imported_has_no_plan_and_no_treadmill(tmp_path: Path) -> None:
    log = (replace(OPENED, origin="FIT garmin fenix5"), *workout()[1:])
    messages = _fit(tmp_path / "a.fit", log)
    (session,) = messages["session_mesgs"]
    assert (session["sport"], session["sub_sport"]) == ("running", "generic")
    assert "workout_mesgs" not in messages
    assert all("wkt_step_index" not in lap for lap in messages["lap_mesgs"])


def test_a_table_has_a_row_a_second(tmp_path: Path) -> None:
    rows = _csv(tmp_path / "a.csv")
    first = int(rows[0]["t_s"])
    assert [int(row["t_s"]) for row in rows] == list(range(first, first + len(rows)))
    assert {row["kind"] for row in rows} >= {"warm-up", "run", "walk", "cool-down"}
    running = [row for row in rows if row["kind"] == "run" and float(row["speed_kmh"]) == 8.5]
    assert running
    account = account_of(workout())
    assert float(rows[-1]["distance_m"]) == pytest.approx(account.distance_m, abs=0.01)
    assert float(rows[-1]["rolled_m"]) == pytest.approx(account.rolled_m, abs=0.01)
    assert account.distance_m + account.rolled_m == pytest.approx(fold(workout()).distance_m)
    assert float(rows[-1]["clock_s"]) == pytest.approx(170, abs=0.1)


def test_exported_events_can_be_replayed(tmp_path: Path) -> None:
    export(Source(workout()), "json", tmp_path / "a.ndjson")
    assert tuple(load_recording_file(tmp_path / "a.ndjson")) == workout()


@pytest.mark.parametrize("format", ["fit", "csv", "json"])
def test_a_file_is_overwritten_by_force_only(tmp_path: Path, format: Format) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"mine")
    with pytest.raises(ExportError, match="already exists; choose another name"):
        export(Source(workout()), format, file)
    assert file.read_bytes() == b"mine"
    export(Source(workout()), format, file, force=True)
    assert len(file.read_bytes()) > 1000
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_be_written_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    for path, words in [
        (tmp_path / "none" / "a.fit", "cannot be written: no such file or directory"),
        (tmp_path, "already exists"),
    ]:
        with pytest.raises(ExportError) as caught:
            export(Source(workout()), "fit", path)
        assert str(caught.value).startswith(f"{path}: {words}")
        assert "\n" not in str(caught.value)
    with pytest.raises(ExportError, match="is a directory"):
        export(Source(workout()), "fit", tmp_path, force=True)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_one_line() -> None:
    with pytest.raises(ExportError, match=r"^/dev/full: cannot be written: no space left on dev"):
        export(Source(workout()), "fit", Path("/dev/full"), force=True)


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ((), "the belt never ran in this session"),
        ((OPENED,), "the belt never ran in this session; choose another"),
        ((*workout(), BeltReading(1e9, 0.0)), "it lasts 1000000000 s; no workout is that long"),
    ],
)
def test_a_session_without_a_run_says_so(
    tmp_path: Path, events: tuple[Event, ...], words: str
) -> None:
    with pytest.raises(ExportError, match=words):
        export(Source(events), "fit", tmp_path / "a.fit")
    assert not list(tmp_path.iterdir())


def test_the_sdk_is_loaded_by_who_writes_fit_only() -> None:
    script = "import sys, runwalk_tui.exchange.exporter; print('garmin_fit_sdk' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "False"
