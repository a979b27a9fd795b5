"""Activities of watches: read as two other decoders read them, and in the history as sessions."""

import gzip
from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from pathlib import Path
from typing import Any, cast

import pytest
from garmin_fit_sdk import Decoder, Stream
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.profiles import who_runs
from runwalk_tui.exchange.activity import Activity, ActivityFileError, Point
from runwalk_tui.exchange.activity_events import record
from runwalk_tui.exchange.fit_import import read_fit_activities
from runwalk_tui.exchange.importer import Importer, is_same, read_activities
from runwalk_tui.exchange.tcx_import import read_tcx_activities
from runwalk_tui.journal.event_json import from_json, to_json
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.salvage import sound_events
from runwalk_tui.journal.stats import all_stats
from runwalk_tui.journal.writer import totals_of
from runwalk_tui.session.replay import Recording
from runwalk_tui.workout.events import ClockPaused, Event, HeartReading, RunnerProfile
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.summary import summarize
from tests.exchange.activity_files import BEGAN, compressed_fit, fit, fit_run, run_messages, tcx

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "fit"


def fold(events: Iterable[Event]) -> Session:
    return reduce(evolve, events, Session())


def session_of(data: bytes) -> Session:
    (activity,) = read_fit_activities(data)
    return fold(events_of(activity))


def events_of(activity: Activity) -> list[Event]:
    recorded = record(activity, RunnerProfile(), brisk_kmh=6.0)
    folded = totals_of(fold(recorded.events))
    assert recorded.totals == {
        key: pytest.approx(value, rel=1e-3, abs=0.5) if isinstance(value, float) else value
        for key, value in folded.items()
        if key != "runner"
    }
    return recorded.events


def test_a_run_is_a_session_with_the_sums_of_the_watch() -> None:
    data = fit_run(600, lap_s=(300,))
    (activity,) = read_fit_activities(data)
    log = events_of(activity)
    session = fold(log)
    assert (session.phase, session.outcome) == (Phase.ENDED, "finished")
    assert session.active_s == pytest.approx(600, abs=0.01)
    assert session.distance_m == pytest.approx(1800, abs=0.5)
    assert session.opened_at == "2026-05-01T18:00:00+02:00"
    steps = summarize(session).steps
    assert [(step.kind, step.active_s) for step in steps] == [("run", 300), ("run", 300)]
    assert steps[1].distance_m == pytest.approx(900, abs=0.5)
    assert summarize(session).mean_bpm == pytest.approx(142, abs=0.5)
    assert [from_json(to_json(event)) for event in log] == log
    assert Recording(log).at(300).belt.speed_kmh == pytest.approx(10.8, abs=0.01)


def test_slow_laps_of_a_run_are_walks() -> None:
    messages = run_messages(120, metres_s=1.4)
    assert summarize(session_of(fit(messages))).steps[0].kind is Kind.WALK


@pytest.mark.parametrize("every_s", [1, 3, 7, 20])
def test_readings_may_be_far_apart(every_s: int) -> None:
    session = session_of(fit_run(600, every_s=every_s))
    assert session.distance_m == pytest.approx(600 // every_s * every_s * 3.0, rel=0.003)


def test_a_pause_of_the_clock_is_one() -> None:
    session = session_of(fit_run(600, pause=(200, 320)))
    assert session.active_s == pytest.approx(480, abs=0.01)
    assert session.distance_m == pytest.approx(1440, abs=1)


def test_without_heart_rate_there_is_none() -> None:
    log = events_of(read_fit_activities(fit_run(60, bpm=None))[0])
    assert not [event for event in log if isinstance(event, HeartReading)]
    assert summarize(fold(log)).mean_bpm is None


def test_compressed_timestamps_lose_no_record() -> None:
    bpms = [100 + index % 50 for index in range(90)]
    (activity,) = read_fit_activities(compressed_fit(bpms))
    assert [point.bpm for point in activity.points] == bpms
    assert [point.at - BEGAN.timestamp() for point in activity.points] == list(range(90))


def test_chained_files_are_two_runs() -> None:
    later = fit_run(120, began=BEGAN + timedelta(hours=3))
    first, second = read_fit_activities(fit_run(60) + later)
    assert (first.ended_at - first.began_at, second.ended_at - second.began_at) == (60, 120)


def test_an_interrupted_recording_is_taken_by_its_real_length() -> None:
    data = fit(run_messages(300)[:-3])
    interrupted = data[:4] + bytes(4) + data[8:-2]
    (activity,) = read_fit_activities(interrupted)
    assert len(activity.points) == 301
    assert activity.notes[0] == "the recording was interrupted; all it holds is imported"
    assert fold(events_of(activity)).distance_m == pytest.approx(900, abs=1)


def test_a_wrong_check_sum_is_noted_and_nothing_is_lost() -> None:
    data = fit_run(60)
    (activity,) = read_fit_activities(data[:-2] + bytes([data[-2] ^ 1, data[-1]]))
    assert len(activity.points) == 61
    assert activity.notes == ["its checksum is wrong; the readable part is imported"]


def test_a_cut_file_gives_what_stands_before_the_cut() -> None:
    data = fit_run(600)
    (activity,) = read_fit_activities(data[: len(data) // 2])
    assert 200 < len(activity.points) < 400
    assert "the part before the damage" in activity.notes[0]


def test_only_runs_and_walks_come_in() -> None:
    with pytest.raises(ValueError, match="is an activity of cycling; only runs"):
        read_fit_activities(fit_run(60, sport="cycling"))
    assert read_fit_activities(fit_run(60, sport="hiking"))[0].title == "Walk outdoors"


@pytest.mark.parametrize("sport", ["fitness_equipment", "training"])
@pytest.mark.parametrize(("metres_s", "word"), [(3.0, "Run"), (1.4, "Walk")])
def test_equipment_that_is_a_treadmill_is_told_by_its_speed(
    sport: str, metres_s: float, word: str
) -> None:
    messages = run_messages(60, sport=sport, metres_s=metres_s)
    on_belt = [(n, {**m, "sub_sport": "treadmill"} if n == "SESSION" else m) for n, m in messages]
    assert read_fit_activities(fit(on_belt))[0].title == f"{word} on a treadmill"
    with pytest.raises(ValueError, match=f"an activity of {sport}"):
        read_fit_activities(fit(messages))


def _redated(years: int, first: int, last: int) -> bytes:
    """A run of 600 s whose records from one to another have another year."""
    found, index = [], 0
    for name, fields in run_messages(600):
        if name == "RECORD":
            if first <= index <= last:
                when = fields["timestamp"]
                fields = {**fields, "timestamp": when.replace(year=when.year + years)}
            index += 1
        found.append((name, fields))
    return fit(found)


@pytest.mark.parametrize(
    ("years", "first", "last"), [(-10, 0, 4), (60, 300, 300), (60, 596, 600), (-10, 200, 210)]
)
def test_a_clock_that_leaps_takes_nothing_with_it(years: int, first: int, last: int) -> None:
    (activity,) = read_fit_activities(_redated(years, first, last))
    count = last - first + 1
    assert len(activity.points) == 601 - count
    readings = "reading" if count == 1 else "readings"
    assert activity.notes == [f"{count} {readings} of another date left out"]
    session = fold(events_of(activity))
    assert session.active_s == pytest.approx(600, abs=0.01)
    assert session.distance_m == pytest.approx(1800, abs=4 * count)


def test_a_session_of_another_date_than_its_readings_has_theirs() -> None:
    messages = run_messages(600)
    lost = BEGAN.replace(year=2016)
    lost_session = [
        (n, {**m, "start_time": lost} if n in ("SESSION", "LAP") else m) for n, m in messages
    ]
    (activity,) = read_fit_activities(fit(lost_session))
    assert (activity.began_at, activity.ended_at - activity.began_at) == (BEGAN.timestamp(), 600)


def test_a_lap_of_more_than_a_day_is_cut() -> None:
    session = session_of(fit_run(130_000, every_s=20))
    assert [step.active_s for step in session.records] == pytest.approx([86_400, 43_600], abs=0.1)
    assert session.distance_m == pytest.approx(390_000, abs=1)


def test_a_moment_that_is_told_in_two_readings_is_one() -> None:
    parts: list[tuple[str, dict[str, Any]]] = []
    for name, fields in run_messages(60):
        if name == "RECORD":
            when, metres = fields["timestamp"], fields.pop("distance")
            parts += [(name, fields), (name, {"timestamp": when, "distance": metres})]
        else:
            parts.append((name, fields))
    (activity,) = read_fit_activities(fit(parts))
    assert [point.distance_m for point in activity.points] == [3.0 * t for t in range(61)]
    assert all(point.bpm and point.speed_kmh for point in activity.points)
    assert activity.notes == []


def test_tcx_is_the_same_run() -> None:
    (activity,) = read_tcx_activities(tcx().encode())
    session = fold(events_of(activity))
    assert session.distance_m == pytest.approx(1800, abs=0.5)
    assert session.active_s == pytest.approx(600, abs=0.01)
    assert (activity.device, activity.title, activity.kcal) == ("Forerunner", "Run", 99)


def test_tracks_of_tcx_are_apart_by_pauses() -> None:
    (activity,) = read_tcx_activities(tcx((range(200), range(320, 601))).encode())
    log = events_of(activity)
    assert [event.t for event in log if isinstance(event, ClockPaused)] == [199]
    assert fold(log).active_s == pytest.approx(600 - 121, abs=0.01)


def test_tcx_of_another_word_is_told_by_its_speed() -> None:
    slow = read_tcx_activities(tcx(metres_s=1.5, sport="Other").encode())[0]
    assert (slow.sport, slow.notes) == (
        "walk",
        ["the file names no sport; by its speed it is taken for a walk"],
    )
    for word in ("Walking", "Hiking", "walking"):
        assert read_tcx_activities(tcx(sport=word).encode())[0].title == "Walk"
    with pytest.raises(ValueError, match="an activity of biking"):
        read_tcx_activities(tcx(sport="Biking").encode())


def test_spaces_before_the_declaration_and_a_cut_are_no_matter() -> None:
    text = "          " + tcx()
    assert len(read_tcx_activities(text.encode())[0].points) == 601
    (activity,) = read_tcx_activities(text[: len(text) // 2].encode())
    assert 250 < len(activity.points) < 350
    assert "the part before the damage" in activity.notes[-1]


class TestHistory:
    def test_a_run_outdoors_counts(self, tmp_path: Path) -> None:
        file = tmp_path / "run.fit"
        file.write_bytes(fit_run(1800, lap_s=(600, 1200)))
        (done,) = Importer(who_runs()).add(file)
        assert done.is_new
        with Journal.open() as journal:
            (row,) = journal.sessions()
            assert (row.id, row.outcome, row.origin) == (done.session_id, "finished", "FIT garmin")
            assert row.distance_m == pytest.approx(5400, abs=1)
            (figures,) = all_stats(journal)
            assert figures.run_s == pytest.approx(1800, abs=0.1)
            assert figures.run_kmh == pytest.approx(10.8, abs=0.05)
            assert figures.machine_kcal == 100
            assert len(sound_events(journal, row.id)) > 3600

    def test_the_same_run_in_another_file_is_one(self, tmp_path: Path) -> None:
        (tmp_path / "a.fit").write_bytes(fit_run(600))
        (tmp_path / "b.tcx").write_text(tcx())
        (tmp_path / "c.fit.gz").write_bytes(gzip.compress(fit_run(620)))
        importer = Importer(who_runs())
        done = [importer.add(tmp_path / name)[0] for name in ("a.fit", "b.tcx", "c.fit.gz")]
        assert [each.is_new for each in done] == [True, False, False]
        again = Importer(who_runs()).add(tmp_path / "a.fit")[0]
        assert (again.is_new, again.session_id) == (False, done[0].session_id)

    def test_an_older_run_comes_before_newer_ones(self, tmp_path: Path) -> None:
        importer = Importer(who_runs())
        for name, days in (("new.fit", 0), ("old.fit", -7)):
            (tmp_path / name).write_bytes(fit_run(60, began=BEGAN + timedelta(days=days)))
            importer.add(tmp_path / name)
        with Journal.open() as journal:
            assert [row.opened_at[:10] for row in journal.sessions()] == [
                "2026-05-01",
                "2026-04-24",
            ]
            assert journal.find("last").opened_at.startswith("2026-05-01")
            assert all_stats(journal)[0].opened_at[:10] == "2026-04-24"

    def test_a_clock_that_runs_ahead_is_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "future.fit"
        file.write_bytes(fit_run(60, began=BEGAN.replace(year=2089)))
        with pytest.raises(ActivityFileError, match="begins in the future"):
            Importer(who_runs()).add(file)
        with Journal.open() as journal:
            assert not journal.sessions()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((0, 1800), (5, 1810), True),
        ((0, 1800), (-300, 1830), True),
        ((0, 1800), (1800, 3600), False),
        ((0, 1800), (1700, 3600), False),
        ((0, 3600), (600, 1200), False),
    ],
)
def test_the_same_run_by_start_and_length(
    one: tuple[float, float], other: tuple[float, float], same: bool
) -> None:
    assert is_same(*one, *other) is same
    assert is_same(*other, *one) is same


SAMPLED = [
    "2013-02-06-12-11-14.fit",
    "Activity.fit",
    "garmin-fenix-5-run.fit",
    "garmin-fenix-5-walk.fit",
]


@pytest.mark.parametrize("name", SAMPLED)
def test_what_is_read_of_a_watch_is_what_its_makers_decoder_reads(name: str) -> None:
    file = SAMPLES / name
    decoded, errors = Decoder(Stream.from_file(str(file))).read()
    assert not errors
    messages = cast(dict[str, list[dict[str, Any]]], decoded)
    (activity,) = read_activities(file)
    records = [r for r in messages["record_mesgs"] if "timestamp" in r]
    by_time = {record["timestamp"].timestamp(): record for record in reversed(records)}
    assert [point.at for point in activity.points] == sorted(by_time)
    for point in activity.points:
        record = by_time[point.at]
        assert point.bpm == record.get("heart_rate")
        assert point.distance_m == record.get("distance")
    session = messages["session_mesgs"][0]
    assert activity.distance_m == session.get("total_distance")
    folded = fold(events_of(activity))
    assert folded.distance_m == pytest.approx(session["total_distance"], rel=0.02, abs=3)
    assert folded.active_s == pytest.approx(session["total_timer_time"], abs=2)


def test_of_several_sports_in_one_file_the_runs_come_in() -> None:
    (run,) = read_activities(SAMPLES / "6471559601_ACTIVITY.fit")
    assert (run.title, run.device, len(run.points)) == ("Run outdoors", "garmin fr935", 25)
    assert run.ended_at - run.began_at == pytest.approx(24.593, abs=1)


def test_a_watch_whose_clock_was_not_set_is_told_so() -> None:
    with pytest.raises(ActivityFileError, match="the clock of its device was not set"):
        read_activities(SAMPLES / "compressed-speed-distance.fit")


def test_a_tcx_file_of_a_watch_has_its_own_sums() -> None:
    file = SAMPLES.parent / "tcx" / "sup_activity_1.tcx.gz"
    (activity,) = read_activities(file)
    assert (activity.title, activity.device) == ("Walk outdoors", "vívoactive HR")
    session = fold(events_of(activity))
    assert session.distance_m == pytest.approx(1157.51, rel=0.02)
    assert len(activity.laps) == 2


@pytest.mark.parametrize(
    "name", ["activity-unexpected-eof.fit", "activity-filecrc.fit", "activity-activity-filecrc.fit"]
)
def test_damaged_samples_give_what_they_hold(name: str) -> None:
    for activity in read_activities(SAMPLES / name):
        assert activity.points
        assert activity.notes


POINTS = st.lists(
    st.tuples(st.floats(0.5, 40), st.floats(0, 150), st.one_of(st.none(), st.integers(1, 254))),
    min_size=1,
    max_size=40,
)


@given(POINTS, st.lists(st.tuples(st.floats(0, 900), st.floats(0, 900)), max_size=5))
def test_whatever_was_measured_folds_into_its_own_sums(
    steps: list[tuple[float, float, int | None]], pauses: list[tuple[float, float]]
) -> None:
    at, metres, points = 1e9, 0.0, [Point(1e9, 0.0)]
    for seconds, gained, bpm in steps:
        at, metres = at + seconds, metres + min(gained, seconds * 12)
        points.append(Point(at, metres, None, bpm))
    told = sorted((1e9 + min(pair), 1e9 + max(pair)) for pair in pauses)
    activity = Activity(1e9, at, "run", "FIT", points=points, pauses=told)
    session = fold(events_of(activity))
    length = at - 1e9
    assert 0 <= session.active_s <= length + 0.01
    assert session.distance_m <= metres + 1
    if not told:
        assert session.active_s == pytest.approx(length, abs=0.01)
        assert session.distance_m == pytest.approx(metres, rel=0.01, abs=1)
    assert session.phase is Phase.ENDED
