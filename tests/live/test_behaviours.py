"""A whole short workout with each behaviour of real devices, and what it asks of the client.

Each is lived through twice: on a treadmill that was checked before, and on a stranger. A referee on
the wire and a witness of the log watch all of them; a row says what there is to see beside that.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.quirks import QUIRKS
from runwalk_devices.simulator.scene import virtual_scene
from runwalk_tui.known_devices.learning import Memory
from runwalk_tui.known_devices.registry import DeviceRegistry
from runwalk_tui.training.physiology.hrv import rmssd_ms
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import Plan
from runwalk_tui.workout.session import Phase
from tests.live.patient import live_through
from tests.live.rig import OP, SHORT, Show, knowing, show
from tests.virtual_time import VirtualTimeLoop

HILLY = Plan(
    "hilly",
    "Hilly",
    tuple(
        replace(step, incline_percent=percent)
        for step, percent in zip(SHORT.steps, (None, 1.5, 4.0, None, 0.0), strict=True)
    ),
)
ROUND = Plan(
    "uneven",
    "Uneven",
    tuple(
        replace(step, speed_kmh=kmh)
        for step, kmh in zip(SHORT.steps, (5.0, 8.2, 5.2, 8.3, 4.0), strict=True)
    ),
)
Sees = Callable[[Show], None]
WARNINGS = (ev.Cue.WARNING, ev.Cue.ALARM)


def said(stage: Show, words: str) -> bool:
    return any(words.lower() in cue.say.lower() for cue in stage.all(ev.CueDue))


def outcome(stage: Show) -> ev.Outcome | None:
    return stage.session.outcome


def whole(stage: Show) -> None:
    """Every step of the plan, and its end."""
    began = {event.index for event in stage.all(ev.StepBegan)}
    assert began == set(range(len(SHORT.steps)))
    assert outcome(stage) is ev.Outcome.FINISHED
    assert stage.session.belt_stopped


def unpaused(stage: Show) -> None:
    whole(stage)
    assert not stage.all(ev.ClockPaused)


def one_start(stage: Show) -> None:
    whole(stage)
    acts = stage.acted(ev.Act.START, ev.Act.RESUME)
    assert len(stage.writes(OP.START_OR_RESUME)) <= len(acts)


def asks_for_control_once(stage: Show) -> None:
    whole(stage)
    assert len(stage.writes(OP.REQUEST_CONTROL)) == 1


def asks_for_control_again(stage: Show) -> None:
    whole(stage)
    assert len(stage.writes(OP.REQUEST_CONTROL)) >= 2


def calls_it_unknown(stage: Show) -> None:
    ends = [e for e in stage.all(ev.CommandProgressed) if e.command is ev.Command.SPEED]
    assert any(e.stage is ev.Stage.UNKNOWN for e in ends) or not stage.session.belt.obeys
    assert any(cue.cue in WARNINGS for cue in stage.all(ev.CueDue))


def says_it_refuses(stage: Show) -> None:
    assert said(stage, "refused the speed") or said(stage, "did not confirm the speed")
    assert not [b for a, b in pairwise(stage.targets()) if a[1] == b[1] and b[0] - a[0] < 15]
    assert stage.session.belt_stopped


def waits_for_the_runner(stage: Show) -> None:
    """Nothing faster than a walk goes out before the runner agreed to other units."""
    agreed = stage.acted(ev.Act.ACCEPT_UNITS)
    if stage.all(ev.MachineChecked):
        assert agreed
        before = [kmh for t, kmh in stage.targets() if t < agreed[0]]
        assert all(kmh <= 2.6 for kmh in before)
    whole(stage)


def goes_on_without_incline(stage: Show) -> None:
    whole(stage)
    assert len(stage.writes(OP.SET_TARGET_INCLINATION)) <= 2


def never_twice_the_same(stage: Show) -> None:
    whole(stage)
    speeds = [kmh for _, kmh in stage.targets()]
    assert all(one != other for one, other in pairwise(speeds))


def reads_only(stage: Show) -> None:
    assert not stage.session.belt.controllable
    assert stage.commands() == []
    assert stage.all(ev.StepBegan)


def says_it_is_dumb(stage: Show) -> None:
    assert said(stage, "no treadmill data yet")
    assert stage.targets() == []
    assert not stage.all(ev.StepBegan)


def tells_that_it_is_not_started(stage: Show) -> None:
    """Nobody would see it move: neither Start nor a target goes out."""
    assert said(stage, "does not tell its speed. It is not started from here")
    assert stage.writes(OP.START_OR_RESUME) == []
    assert stage.targets() == []
    assert not stage.all(ev.StepBegan)
    assert {event.speed_kmh for event in stage.all(ev.BeltReading)} == {None}


def is_started_by_its_console_alone(stage: Show) -> None:
    """Each word of the runner's brings one Start, and its refusal is told."""
    assert said(stage, "refused start")
    assert said(stage, "did not start")
    acts = stage.acted(ev.Act.START, ev.Act.RESUME)
    assert len(stage.writes(OP.START_OR_RESUME)) == len(acts)
    whole(stage)
    assert stage.targets()[-1][1] == 0.8, "all that is left to a belt that refuses Stop"
    assert said(stage, "The belt does not stop. Press stop on the treadmill")


def console_holds(stage: Show) -> None:
    whole(stage)
    (chosen, *_) = stage.all(ev.SpeedOverridden)
    following = min(e.t for e in stage.all(ev.StepBegan) if e.t > chosen.t)
    assert not [kmh for t, kmh in stage.targets() if chosen.t < t < following - 10]


def aborts(stage: Show) -> None:
    assert outcome(stage) is ev.Outcome.ABORTED
    pulled = next(e.t for e in stage.all(ev.ConsoleReported) if e.report is ev.Report.SAFETY_KEY)
    assert not stage.writes(OP.START_OR_RESUME, since=pulled)


def credits_no_ghost(stage: Show) -> None:
    """The workout's distance is that of the belt, whatever the counter says."""
    assert stage.session.distance_m < 400
    whole(stage)


def says_it_may_move(stage: Show) -> None:
    assert said(stage, "may be moving")
    assert stage.all(ev.StepBegan)


def says_close_the_other_app(stage: Show) -> None:
    assert any("other app" in event.detail for event in stage.all(ev.LinkChanged))
    whole(stage)


def finds_it_again(stage: Show) -> None:
    ups = [e for e in stage.all(ev.LinkChanged) if e.state is ev.LinkState.UP]
    assert len([e for e in ups if e.device is ev.Device.TREADMILL]) >= 2
    assert stage.all(ev.StepBegan)


def has_steps(stage: Show) -> None:
    whole(stage)
    assert any(event.steps for event in stage.all(ev.BeltReading))


def has_no_false_zero(stage: Show) -> None:
    unpaused(stage)
    moved = [e.t for e in stage.all(ev.BeltReading) if e.speed_kmh]
    zeros = [e.t for e in stage.all(ev.BeltReading) if e.speed_kmh == 0]
    assert not [t for t in zeros if moved[0] < t < moved[-1] - 5]


def ends_unknown_or_at_rest(stage: Show) -> None:
    """Without a last word nobody claims more than was seen."""
    if not stage.session.belt_stopped:
        assert said(stage, "may be moving")


def has_aged(stage: Show) -> None:
    assert {3, 5, 10} <= {event.age_s for event in stage.all(ev.TelemetryAged)}
    assert stage.cues(ev.Cue.ALARM)


def heart_is_missing(stage: Show) -> None:
    whole(stage)
    assert any(event.bpm is None or event.contact is False for event in stage.all(ev.HeartReading))


def has_beats(stage: Show) -> None:
    whole(stage)
    assert any(event.rr_s for event in stage.all(ev.HeartReading))
    assert any(event.bpm for event in stage.all(ev.HeartReading))


def warns_of_the_battery(stage: Show) -> None:
    whole(stage)
    assert any(event.percent <= 20 for event in stage.all(ev.BatteryRead))
    assert said(stage, "battery")


def cues_of(stage: Show, *words: str) -> list[str]:
    """What was said of those words, whatever the kind."""
    return [cue.say for cue in stage.all(ev.CueDue) if any(word in cue.say for word in words)]


def speaks_again(stage: Show) -> None:
    """A new connection, told once, and every wish asked anew on it."""
    whole(stage)
    mute = [e.t for e in stage.all(ev.LinkChanged) if e.hindrance is ev.Hindrance.MUTE]
    assert len(mute) == 1
    last = max(e.t for e in stage.all(ev.BeltReading) if e.t < mute[0])
    assert mute[0] - last < 15
    assert cues_of(stage, "silent") == [
        "Treadmill silent",
        "Treadmill silent. Belt may be moving",
        "Treadmill silent. Reconnecting. Use its console",
    ]
    assert said(stage, "Treadmill is back")
    assert stage.writes(OP.REQUEST_CONTROL, since=mute[0])


def is_subscribed_to_again(stage: Show) -> None:
    whole(stage)
    asked = [p.characteristic for p in stage.wire if p.kind is PacketKind.SUBSCRIBE]
    assert all(asked.count(uuid) == 2 for uuid in ("2ACD", "2ADA", "2AD9")), asked
    assert not said(stage, "did not start")
    assert not [e for e in stage.all(ev.LinkChanged) if e.state is ev.LinkState.LOST]


def strap_speaks_again(stage: Show) -> None:
    whole(stage)
    assert cues_of(stage, "strap") == [
        "Heart-rate strap silent. Reconnecting",
        "Heart-rate strap is back",
    ]
    assert any(event.bpm for event in stage.all(ev.HeartReading))


def says_that_the_strap_keeps_dropping(stage: Show) -> None:
    whole(stage)
    lost = [e for e in stage.all(ev.LinkChanged) if e.state is ev.LinkState.LOST]
    assert len(lost) >= 4
    assert len(cues_of(stage, "keeps disconnecting")) == 1
    assert len(cues_of(stage, "strap")) <= 6


def says_that_the_treadmill_keeps_dropping(stage: Show) -> None:
    whole(stage)
    assert len(cues_of(stage, "keeps disconnecting")) == 1
    assert len([e for e in stage.all(ev.LinkChanged) if e.state is ev.LinkState.LOST]) <= 20


def has_beats_without_nonsense(stage: Show) -> None:
    has_beats(stage)
    sent = [rr_s for e in stage.all(ev.HeartReading) for rr_s in e.rr_s]
    assert any(rr_s > 60 for rr_s in sent)
    rr = [(e.t, rr_s) for e in stage.all(ev.HeartReading) for rr_s in e.rr_s]
    assert (rmssd_ms(rr, 0.0) or 0.0) < 60


def has_no_rate_beyond_a_byte(stage: Show) -> None:
    heart_is_missing(stage)
    assert not [e for e in stage.all(ev.HeartReading) if e.bpm and e.bpm > 254]
    assert all((step.peak_bpm or 0) < 254 for step in stage.session.done)


def is_kept_busy(stage: Show) -> None:
    """Two losses show the habit; from then on the link holds."""
    whole(stage)
    assert len([e for e in stage.all(ev.LinkChanged) if e.state is ev.LinkState.LOST]) <= 2


def says_how_to_pair(stage: Show) -> None:
    whole(stage)
    details = [e.detail for e in stage.all(ev.LinkChanged)]
    address = stage.treadmill.address
    assert f"it needs pairing: runwalk devices pair {address}" in details
    assert cues_of(stage, "pairing") == ["Treadmill needs pairing. See the screen"]


def tells_its_own_heart_rate(stage: Show) -> None:
    unpaused(stage)
    assert {e.heart_bpm for e in stage.all(ev.BeltReading)} == {128}
    strap = {e.bpm for e in stage.all(ev.HeartReading)}
    assert {bpm for _, bpm in stage.session.heart.trace} <= strap, "the strap's count alone"


def credits_the_belts_distance(stage: Show) -> None:
    """And no figure that the machine leapt to."""
    unpaused(stage)
    assert stage.session.distance_m < 200
    assert (stage.session.belt.energy_kcal or 0) < 100


def credits_nobody(stage: Show) -> None:
    """An empty belt moves, and nobody covers a distance on it."""
    whole(stage)
    assert stage.session.distance_m < 10


def says_it_contradicts_itself(stage: Show) -> None:
    assert said(stage, "Treadmill data conflict. Belt may be moving")
    assert not [e for e in stage.all(ev.BeltReading) if e.contested and e.speed_kmh is not None]


def is_seen_to_stand(stage: Show) -> None:
    unpaused(stage)
    assert stage.session.belt_stopped


def has_no_energy(stage: Show) -> None:
    unpaused(stage)
    assert {event.energy_kcal for event in stage.all(ev.BeltReading)} == {None}


def names_no_target(stage: Show) -> None:
    unpaused(stage)
    told = [e for e in stage.all(ev.ConsoleReported) if e.report is ev.Report.SPEED_CHANGED]
    assert told
    assert {event.value for event in told} == {None}


def takes_what_it_rounds(stage: Show) -> None:
    """No speed is unknown, none is the console's, and the step is remembered."""
    unpaused(stage)
    assert not stage.all(ev.SpeedOverridden)
    assert not said(stage, "did not confirm")
    shown = [event.step_kmh for event in stage.all(ev.QuirkLearned)]
    assert shown == [0.5]


def has_no_override(stage: Show) -> None:
    unpaused(stage)
    assert not stage.all(ev.SpeedOverridden)


def climbs(stage: Show) -> None:
    """The true belt was where the plan had it, and the climb is that of the true belt."""
    whole(stage)
    assert not said(stage, "the incline")
    climb_m = sum(record.climb_m for record in stage.session.records)
    assert 1.5 < climb_m < 6


def climbs_in_whole_percents(stage: Show) -> None:
    climbs(stage)
    asked = [event.incline_percent for event in stage.all(ev.InclineAsked)]
    assert asked == [1.5, 2.0, 4.0, 0.0]
    assert [event.whole_inclines for event in stage.all(ev.QuirkLearned)] == [True]


def whole_with_its_pod(stage: Show) -> None:
    unpaused(stage)
    readings = [e for e in stage.all(ev.PodReading) if e.speed_kmh > 0]
    assert readings
    assert stage.session.pod.one_foot is False
    assert stage.session.pod.steps > 0
    assert stage.session.pod_m == 0, "the belt measures"


def counts_both_feet(stage: Show) -> None:
    unpaused(stage)
    assert [e.one_foot for e in stage.all(ev.FeetCounted)] == [True]
    assert max(e.cadence_spm for e in stage.all(ev.PodReading)) < 100
    minutes = stage.session.active_s / 60
    assert 100 < stage.session.pod.steps / minutes < 180


def says_once_that_the_pod_is_lost(stage: Show) -> None:
    unpaused(stage)
    assert stage.cues(ev.Cue.WARNING).count("Running pod lost") == 1
    assert stage.session.pod.cadence_spm(stage.session.t) is None


def has_no_stuck_cadence(stage: Show) -> None:
    unpaused(stage)
    last = stage.all(ev.PodReading)[-1]
    assert last.cadence_spm > 0
    assert stage.session.pod.is_stuck(stage.session.t)


def works_out_the_stride(stage: Show) -> None:
    whole_with_its_pod(stage)
    assert {e.stride_m for e in stage.all(ev.PodReading)} == {None}
    assert stage.session.pod.metres == pytest.approx(stage.session.distance_m, rel=0.1)


def leaves_the_distance_to_the_belt(stage: Show) -> None:
    whole_with_its_pod(stage)
    assert stage.session.distance_m == pytest.approx(stage.session.belt.counter_m, rel=0.05)
    assert stage.session.pod.metres > stage.session.distance_m


ROWS: dict[str, Sees] = {
    "speed_before_start_rejected": unpaused,
    "start_countdown": unpaused,
    "early_speed_drops_link": unpaused,
    "start_is_toggle": one_start,
    "start_restarts_countdown": one_start,
    "preamble_breaks": asks_for_control_once,
    "needs_preamble": says_it_refuses,
    "resume_at_minimum": whole,
    "control_lost": asks_for_control_again,
    "refuses_request_control": unpaused,
    "silent_request_control": unpaused,
    "no_indications": unpaused,
    "late_or_wrong_response": unpaused,
    "success_but_ignored": calls_it_unknown,
    "pause_refused": unpaused,
    "start_stop_unsupported": is_started_by_its_console_alone,
    "mislabelled": tells_that_it_is_not_started,
    "pause_ignored": unpaused,
    "stop_toggles_paused": unpaused,
    "stop_refused_moving": unpaused,
    "pause_is_stop": unpaused,
    "response_echo": unpaused,
    "stale_status": unpaused,
    "status_repeats": has_no_override,
    "incline_fails": goes_on_without_incline,
    "targets_in_mph": waits_for_the_runner,
    "data_in_mph": waits_for_the_runner,
    "increment_rejected": unpaused,
    "slow_ramp": unpaused,
    "coarse_steps": takes_what_it_rounds,
    "incline_grid": climbs_in_whole_percents,
    "incline_lost_in_pause": climbs,
    "incline_units": climbs,
    "incline_offset": climbs,
    "subscribe_too_fast": unpaused,
    "beeps": never_twice_the_same,
    "write_error": whole,
    "write_spacing": unpaused,
    "range_missing": unpaused,
    "range_zero": unpaused,
    "features_lie": unpaused,
    "empty_reads": unpaused,
    "no_control_point": reads_only,
    "control_point_notifies": unpaused,
    "write_without_response_only": unpaused,
    "vendor_gate": says_it_is_dumb,
    "console_override": console_holds,
    "safety_key": aborts,
    "self_start": whole,
    "zero_glitch": unpaused,
    "moving_while_paused": whole,
    "runner_off_belt": whole,
    "counters_reset": credits_no_ghost,
    "lifetime_odometer": credits_no_ghost,
    "silent_stop": ends_unknown_or_at_rest,
    "rates": unpaused,
    "silence": has_aged,
    "sentinels": unpaused,
    "zero_while_running": says_it_contradicts_itself,
    "speed_spike": credits_the_belts_distance,
    "counter_leap": credits_the_belts_distance,
    "made_up_first_speed": whole,
    "distance_stays_zero": whole,
    "time_never_counts": credits_nobody,
    "split_speed_first": has_steps,
    "flags_change": unpaused,
    "padded_zero": is_seen_to_stand,
    "pace_cut": has_no_energy,
    "target_all_ones": names_no_target,
    "step_field_24": has_steps,
    "step_field_16": has_steps,
    "reserved_bits": unpaused,
    "truncated": unpaused,
    "more_data_split": has_no_false_zero,
    "null_frames": has_no_false_zero,
    "status_padding": unpaused,
    "status_reversed": whole,
    "link_loss_belt_runs": says_it_may_move,
    "link_loss_belt_stops": says_it_may_move,
    "single_central": says_close_the_other_app,
    "advert_without_name": unpaused,
    "advert_without_1826": unpaused,
    "advert_reversed_type": unpaused,
    "address_changes": finds_it_again,
    "control_gone_after_reconnect": asks_for_control_again,
    "frozen_off_skin": whole,
    "contact_lost": heart_is_missing,
    "zero_bpm": heart_is_missing,
    "doubled": whole,
    "dropout": whole,
    "contact_unsupported": has_beats,
    "many_rr": has_beats,
    "sixteen_bit": has_beats,
    "battery_low": warns_of_the_battery,
    "strap_address_changes": whole,
    "goes_mute": speaks_again,
    "keep_alive": is_kept_busy,
    "wants_pairing": says_how_to_pair,
    "console_heart": tells_its_own_heart_rate,
    "mute_from_start": is_subscribed_to_again,
    "flapping_belt": says_that_the_treadmill_keeps_dropping,
    "strap_mute": strap_speaks_again,
    "flapping_strap": says_that_the_strap_keeps_dropping,
    "rr_artefacts": has_beats_without_nonsense,
    "heart_over_255": has_no_rate_beyond_a_byte,
    "one_foot_pod": counts_both_feet,
    "pod_sleeps": whole_with_its_pod,
    "pod_dies": says_once_that_the_pod_is_lost,
    "pod_loses_frames": whole_with_its_pod,
    "stuck_cadence": has_no_stuck_cadence,
    "pod_bare": works_out_the_stride,
    "pod_step_length": whole_with_its_pod,
    "pod_reads_long": leaves_the_distance_to_the_belt,
}


def memory_of(name: str) -> Memory:
    """What a checked treadmill with this behaviour is known for."""
    units = {"targets_in_mph": {"targets_in": "mph"}, "data_in_mph": {"data_in": "mph"}}
    return knowing(virtual_scene(Clock(), ""), **units.get(name, {}))


async def workout(name: str, *, is_known: bool) -> Show:
    memory = (
        memory_of(name)
        if is_known
        else Memory(DeviceRegistry(virtual=""), lambda: date(2030, 1, 1))
    )
    # Nothing but its address tells of a treadmill that names no service.
    address = "F8:00:00:00:18:26" if name == "advert_without_1826" else None
    plan = HILLY if name.startswith("incline_") else ROUND if name == "coarse_steps" else SHORT
    async with show(plan, spec=f"quirks:{name}", memory=memory, treadmill=address) as stage:
        await live_through(stage)
        assert stage.session.phase is Phase.ENDED
        if stage.treadmill.speed_kmh > 0:
            assert not stage.session.belt_stopped
            assert said(stage, "may be moving")
    return stage


def test_every_behaviour_has_a_row() -> None:
    assert ROWS.keys() == QUIRKS.keys()


@pytest.mark.parametrize("is_known", [True, False], ids=["known", "stranger"])
@pytest.mark.parametrize("name", ROWS)
def test_a_whole_workout(name: str, is_known: bool) -> None:
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        stage = runner.run(workout(name, is_known=is_known))
    ROWS[name](stage)
