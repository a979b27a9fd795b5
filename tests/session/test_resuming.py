"""A workout that was cut short goes on as a second part of the same session."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_tui.coaching.going_on import OFFERED, cut_short, to_go_on_with
from runwalk_tui.coaching.past_sessions import PastSessions
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.profiles import who_runs
from runwalk_tui.errors import UsageError
from runwalk_tui.exchange.session_accounting import account_of
from runwalk_tui.journal.diary import Diary
from runwalk_tui.journal.event_file import load_recording_file
from runwalk_tui.journal.event_json import to_json
from runwalk_tui.journal.reader import Journal
from runwalk_tui.journal.sealing import seal_at_leisure
from runwalk_tui.session.air import AirOptions, on_machine
from runwalk_tui.session.live import LiveSession
from runwalk_tui.session.opening import live_session
from runwalk_tui.session.recordings import open_recording
from runwalk_tui.session.replay import STAY_S, Replay
from runwalk_tui.training.history.derive_stats import figures_of
from runwalk_tui.training.history.diary_entries import Debrief
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.completion import is_whole
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.plan import Kind, Plan, Step
from runwalk_tui.workout.resuming import can_go_on, planned_left_s
from runwalk_tui.workout.session import Phase, Session
from runwalk_tui.workout.vocabulary import MachineKind

PLAN = Plan(
    "short",
    "Short",
    (
        Step(Kind.WARM_UP, 4.5, duration_s=30),
        Step(Kind.RUN, 8.0, duration_s=40),
        Step(Kind.WALK, 5.0, duration_s=20),
        Step(Kind.RUN, 8.0, duration_s=40),
        Step(Kind.COOL_DOWN, 4.0, duration_s=20),
    ),
)
pytestmark = pytest.mark.usefixtures("virtual_time_loop")

AIR = AirOptions(virtual="")


def mine() -> EffectiveSettings:
    return who_runs(None, practice=True)


async def part(
    until: Callable[[Session], bool],
    resumes: int | None = None,
    *,
    air: AirOptions = AIR,
    then: Callable[[LiveSession], None] = lambda live: live.act(ev.Act.STOP),
) -> list[ev.Event]:
    """Lives a session, or goes on with one, until something holds; returns what was said."""
    clock, said = Clock(), list[ev.Event]()
    async with live_session(PLAN, mine(), air, clock, resumes=resumes) as live:
        live.subscribe(said.append)
        async with live:
            while not live.session.belt.ready:
                await clock.sleep(0.1)
            assert not live.session.is_before_the_end, "nothing starts by itself"
            live.act(ev.Act.START)
            while not until(live.session):
                await clock.sleep(0.1)
            then(live)
            if live.session.phase is not Phase.ENDED:
                await live.ended()
    return said


def in_run(seconds: float) -> Callable[[Session], bool]:
    return lambda s: s.step is not None and s.step.index == 1 and s.step.active_s >= seconds


def has_ended(session: Session) -> bool:
    return session.phase is Phase.ENDED


def at(minutes: float = 5) -> datetime:
    """So long from now; practice runs on a clock of its own."""
    return datetime.now().astimezone() + timedelta(minutes=minutes)


async def test_the_rest_is_done_after_a_minute_of_walking_as_one_session() -> None:
    await part(in_run(15))
    found = to_go_on_with(mine(), at())
    assert found.left_s == pytest.approx(105, abs=1)
    said = await part(has_ended, found.id)
    began = [(event.kind, event.speed_kmh) for event in said if isinstance(event, ev.StepBegan)]
    assert began[:2] == [(Kind.WALK, 5.0), (Kind.RUN, 8.0)]
    assert [kind for kind, _ in began[2:]] == [Kind.WALK, Kind.RUN, Kind.COOL_DOWN]
    told = [event.t for event in said if isinstance(event, ev.IncreaseAnnounced)]
    runs = [event.t for event in said if isinstance(event, ev.SpeedAsked) and event.speed_kmh == 8]
    assert all(any(run - t >= 3 - 1e-6 for t in told if t <= run) for run in runs)
    with Journal.open(mine().journal) as journal:
        (row,) = journal.sessions()
        events = list(journal.events(row.id))
    assert row.outcome == "finished"
    assert row.active_s == pytest.approx(PLAN.planned_s + 60, abs=2)
    session = Session()
    for event in events:
        session = evolve(session, event)
    assert is_whole(session)
    figures = figures_of(events, row.id)
    assert figures.total_s == pytest.approx(row.active_s, abs=0.1)
    assert figures.planned_s == pytest.approx(PLAN.planned_s + 60)
    assert figures.runs == 3, "the one that was cut counts as two"
    assert figures.falls_bpm
    assert min(figures.falls_bpm) > -10, "a rest is no recovery of a run"
    account = account_of(events)
    assert sum(lap.active_s for lap in account.laps) == pytest.approx(row.active_s, abs=0.5)
    assert len(account.clock) == 2
    page = PastSessions(mine()).page(row.id)
    assert page.track.length_s == pytest.approx(row.active_s, abs=1)
    assert cut_short(mine(), at()) is None


async def test_a_part_that_never_begins_leaves_what_was_before() -> None:
    await part(in_run(15))
    seal_at_leisure(mine().journal)
    with Journal.open(mine().journal) as journal:
        journal.retitle(1, "Mine")
        before, events = journal.sessions(), list(journal.events(1))
    clock = Clock()
    async with live_session(PLAN, mine(), AIR, clock, resumes=1) as live, live:
        await clock.sleep(3)
        assert live.session.phase is Phase.ARMING
    with Journal.open(mine().journal) as journal:
        assert journal.sessions() == before
        assert list(journal.events(1)) == events
    await part(has_ended, 1)
    with Journal.open(mine().journal) as journal:
        assert [row.title for row in journal.sessions()] == ["Mine"]


async def test_a_treadmill_that_is_ready_is_asked_for_nothing_until_the_runner_acts() -> None:
    await part(in_run(15))
    clock, said = Clock(), list[ev.Event]()
    async with live_session(PLAN, mine(), AIR, clock, resumes=1) as live:
        live.subscribe(said.append)
        async with live:
            await clock.sleep(120)
            assert live.session.belt.ready
    asked = (ev.StartAsked, ev.SpeedAsked, ev.InclineAsked, ev.ClockStarted, ev.StepBegan)
    assert [event for event in said if isinstance(event, asked)] == []


async def test_a_workout_goes_on_as_often_as_it_is_cut_short() -> None:
    await part(in_run(15))

    def in_rest(session: Session) -> bool:
        return session.step is not None and session.step.index == 3 and session.step.active_s >= 5

    await part(in_rest, 1)
    found = to_go_on_with(mine(), at())
    assert found.left_s == pytest.approx(100, abs=1)
    await part(has_ended, 1)
    with Journal.open(mine().journal) as journal:
        (row,) = journal.sessions()
    assert row.active_s == pytest.approx(PLAN.planned_s + 120, abs=3)


async def test_an_export_of_both_parts_is_restored_as_it_was(tmp_path: Path) -> None:
    await part(in_run(15))
    await part(has_ended, 1)
    with Journal.open(mine().journal) as journal:
        events = list(journal.events(1))
    file = tmp_path / "both.ndjson"
    lines = [to_json(event) + b"\n" for event in events]
    await asyncio.to_thread(file.write_bytes, b"".join(lines))
    assert load_recording_file(file) == events


async def test_a_killed_session_goes_on_from_what_was_recorded_and_counts_no_time_between() -> None:
    await part(in_run(15))
    with Journal.open(mine().journal) as journal:
        events = list(journal.events(1))
    killed = next(i for i, e in enumerate(events) if isinstance(e, ev.StopAsked))
    session = Session()
    for event in events[:killed]:
        session = evolve(session, event)
    assert session.phase is Phase.RUNNING
    resumed = ev.SessionResumed(
        events[killed - 1].t + 7200, ev.RunnerProfile(), "2030-01-01T10:00:00+01:00", "test"
    )
    after = evolve(session, resumed)
    assert after.active_s == session.active_s
    assert after.distance_m == session.distance_m
    assert after.phase is Phase.ARMING
    assert after.step is None
    assert after.next_index == 2
    assert after.plan is not None
    assert after.plan.planned_s == pytest.approx(PLAN.planned_s + 60)


@pytest.mark.parametrize(("then", "now"), [(12.0, 9.0), (9.0, 12.0)])
def test_the_lower_cap_of_then_and_now_holds(then: float, now: float) -> None:
    opened = ev.SessionOpened(0.0, PLAN, ev.RunnerProfile(cap_kmh=then), "2030-01-01T08:00", "test")
    session = evolve(Session(), opened)
    profile = ev.RunnerProfile(cap_kmh=now)
    after = evolve(session, ev.SessionResumed(10.0, profile, "2030-01-01T09:00", "test"))
    assert after.runner.cap_kmh == 9.0


async def test_pain_a_doctor_and_time_end_the_offer() -> None:
    await part(in_run(15))
    assert to_go_on_with(mine(), at()).id == 1
    late = at() + OFFERED
    with pytest.raises(UsageError, match="no workout was cut short in the last 4 hours"):
        to_go_on_with(mine(), late + timedelta(hours=24))
    found = cut_short(mine(), late)
    assert found is not None
    assert found.hindrance
    with Journal.open(mine().journal) as journal:
        Diary(journal, "").append(Debrief(at().isoformat(), 1, pain=4, where="knee"))
    with pytest.raises(UsageError, match="it hurt"):
        to_go_on_with(mine(), at())


async def test_pain_on_the_belt_ends_the_offer() -> None:
    def hurts(live: LiveSession) -> None:
        live.act(ev.Act.PAIN, 6)
        live.act(ev.Act.STOP)

    await part(in_run(15), then=hurts)
    with pytest.raises(UsageError, match="it hurt"):
        to_go_on_with(mine(), at())


@pytest.mark.parametrize(("done_s", "goes_on"), [(20.0, True), (400.0, False)])
def test_little_left_is_not_gone_on_with(done_s: float, goes_on: bool) -> None:
    plan = Plan("one", "One", (Step(Kind.RUN, 8.0, duration_s=420),))
    session = evolve(
        Session(), ev.SessionOpened(0.0, plan, ev.RunnerProfile(), "2030-01-01T08:00", "test")
    )
    for event in (
        ev.ClockStarted(1.0),
        ev.StepBegan(1.0, 0, Kind.RUN, 8.0),
        ev.SessionEnded(1.0 + done_s, ev.Outcome.STOPPED, True),
    ):
        session = evolve(session, event)
    assert planned_left_s(session) == pytest.approx(420 - done_s)
    assert can_go_on(session) is goes_on


async def test_a_ride_goes_on_from_screens_that_were_opened_on_a_virtual_treadmill() -> None:
    await part(in_run(15), air=AirOptions(virtual="bike", machine=MachineKind.BIKE))
    found = to_go_on_with(mine(), at())
    assert found.machine is MachineKind.BIKE
    air = on_machine(AIR, found.machine, by_hand=found.by_hand)
    said = await part(has_ended, found.id, air=air)
    assert [event.kind for event in said if isinstance(event, ev.StepBegan)][-1] is Kind.COOL_DOWN


@pytest.mark.parametrize(
    ("virtual", "machine", "scene"),
    [
        ("", "treadmill", ""),
        ("quirks:rates:10", "treadmill", "quirks:rates:10"),
        ("treadmill+pod", "rower", "rower"),
        ("tacx", "bike", "tacx"),
        ("bike", "treadmill", "treadmill"),
        (None, "bike", None),
    ],
)
def test_a_virtual_scene_has_the_machine_that_is_gone_on_with(
    virtual: str | None, machine: str, scene: str | None
) -> None:
    air = on_machine(AirOptions(virtual, 4.0), MachineKind(machine), by_hand=False)
    assert (air.virtual, air.machine, air.rate) == (scene, machine, 4.0)


async def test_a_replay_begins_at_the_first_step_and_leaps_the_time_between(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await part(in_run(15))
    with Journal.open(mine().journal) as journal:
        ended = list(journal.events(1))[-1].t
        opened = journal.find(1).opened_at

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Later":
            return cls.fromisoformat(opened) + timedelta(hours=2)

    monkeypatch.setattr("runwalk_tui.session.opening.datetime", Later)
    await part(has_ended, 1)
    recording = open_recording("1", None, mine().journal)
    (gap,) = recording.gaps_s
    assert gap == (ended + STAY_S, 7200.0)
    wall = 0.0
    replay = Replay(recording, lambda: wall, recording.begins_s)
    assert replay.now() == recording.marks_s[0] > 5
    replay.seek(ended)
    wall = STAY_S - 0.5
    assert replay.view().phase is Phase.ENDED
    wall = STAY_S + 0.5
    assert replay.now() == pytest.approx(7200.5)
    replay.seek_by(-2.0)
    assert replay.now() == pytest.approx(ended + STAY_S - 1.5)
    replay.seek(3000.0)
    assert replay.now() == 7200.0
