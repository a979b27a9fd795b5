"""Keys for faster and slower work from the speed in force; what the console chose is not undone."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.evolve import evolve
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.plan import Kind
from runwalk_tui.workout.session import Phase
from runwalk_tui.workout.speed_gate import govern
from tests.workout.model import Machine, Model, run, started, walk

TELLS = (True, False)
LATER = [(0.5, True), *((s, tells) for s in (1.5, 3.0, 5.0, 8.0, 25.0) for tells in TELLS)]
"""Seconds to the next key, and whether the console tells: else it has to be seen first."""


def running(machine: Machine | None = None) -> Model:
    """30 s into a run of 120 s at 7.0 km/h."""
    model = started(run(120, 7.0), walk(30), run(60, 8.0), machine=machine)
    model.run(30)
    assert model.speed_kmh() == 7.0
    return model


def press(model: Model, by_kmh: float, *, tells: bool) -> None:
    """The console's plus or minus; some machines tell the speed that it chose."""
    chosen_kmh = round(model.speed_kmh() + by_kmh, 2)
    model.press_speed(by_kmh)
    if tells:
        model.feed(ev.ConsoleReported(model.t, ev.Report.SPEED_CHANGED, chosen_kmh))


def asked_after(model: Model, t: float) -> list[float]:
    return [kmh for at, kmh in model.asked_kmh() if at >= t]


@pytest.mark.parametrize(("later_s", "tells"), LATER)
@pytest.mark.parametrize("by_kmh", [-2.0, -0.6, 2.0])
def test_slower_never_raises_what_the_console_chose(
    by_kmh: float, later_s: float, tells: bool
) -> None:
    model = running()
    pressed = model.t
    press(model, by_kmh, tells=tells)
    model.run(later_s)
    model.act(ev.Act.NUDGE, -0.1)
    model.run(12)
    assert all(kmh <= 7.0 + by_kmh for kmh in asked_after(model, pressed))
    assert model.speed_kmh() <= 7.0 + by_kmh + 0.01


def test_slower_in_a_step_that_began_out_of_sight_asks_for_less_than_there_is() -> None:
    model = started(walk(30), run(120, 8.5))
    model.run_until(model.began()[0][0] + 20)
    model.lose()
    model.run(13)
    assert len(model.began()) == 2
    model.act(ev.Act.NUDGE, -0.1)
    model.connect()
    model.run(12)
    assert model.speed_kmh() == 4.9


@pytest.mark.parametrize(("by_kmh", "delta_kmh"), [(-2.0, -0.5), (2.0, 0.5)])
def test_keys_heed_what_the_console_chose_just_after_a_target(
    by_kmh: float, delta_kmh: float
) -> None:
    model = started(walk(30), run(120, 8.5), machine=Machine(ramp_kmh_s=1.0))
    model.run_until(model.began()[0][0] + 30.5)
    model.press_speed(by_kmh)
    chosen_kmh, pressed = 8.5 + by_kmh, model.t
    model.feed(ev.ConsoleReported(model.t, ev.Report.SPEED_CHANGED, chosen_kmh))
    model.feed(ev.ConsoleReported(model.t, ev.Report.SPEED_CHANGED, 8.5))
    model.run(0.7)
    model.act(ev.Act.NUDGE, delta_kmh)
    model.run(12)
    asked = asked_after(model, pressed)
    assert asked
    assert all((kmh - chosen_kmh) * delta_kmh >= 0 for kmh in asked)


@pytest.mark.parametrize(("later_s", "tells"), LATER)
def test_faster_never_slows_what_the_console_chose(later_s: float, tells: bool) -> None:
    model = running()
    pressed = model.t
    press(model, 2.0, tells=tells)
    model.run(later_s)
    model.act(ev.Act.NUDGE, 0.1)
    model.run(12)
    assert all(kmh >= 9.0 for kmh in asked_after(model, pressed))
    assert model.speed_kmh() >= 9.0


@pytest.mark.parametrize("tells", TELLS)
@pytest.mark.parametrize("after_s", [1.0, 4.0, 6.0])
def test_the_console_wins_on_the_way_to_a_target(after_s: float, tells: bool) -> None:
    """The belt is speeding up for the run when its console sends it back."""
    model = started(walk(30, 3.0), run(120, 8.0))
    model.run_to(Phase.RUNNING)
    while len(model.began()) < 2:
        model.run(0.25)
    model.run(after_s)
    pressed, chosen_kmh = model.t, 3.0
    press(model, chosen_kmh - model.speed_kmh(), tells=tells)
    model._go(chosen_kmh)
    model.run(40)
    assert asked_after(model, pressed) == []
    model.act(ev.Act.NUDGE, -0.1)
    model.run(10)
    assert all(kmh <= chosen_kmh for kmh in asked_after(model, pressed))


@pytest.mark.parametrize("tells", TELLS)
@pytest.mark.parametrize("later_s", [0.6, 1.5, 2.5, 3.5, 8.0])
def test_a_pause_does_not_forget_what_the_console_chose(later_s: float, tells: bool) -> None:
    model = running()
    pressed = model.t
    press(model, -2.0, tells=tells)
    model.run(later_s)
    model.act(ev.Act.PAUSE)
    model.run(20)
    model.act(ev.Act.RESUME)
    model.run(40)
    assert model.session.phase is Phase.RUNNING
    before_kmh = max(5.0, 7.0 - 0.5 * later_s) + 0.3
    assert max(asked_after(model, pressed)) <= before_kmh
    assert not tells or max(asked_after(model, pressed)) == 5.0


def test_what_a_key_makes_of_the_consoles_speed_is_for_this_step_alone() -> None:
    model = started(run(60, 7.0), walk(20), run(60, 8.0))
    model.run(30)
    model.press_speed(2.1)
    model.run(10)
    model.act(ev.Act.NUDGE, 0.1)
    model.run(5)
    assert model.asked_kmh()[-1][1] == pytest.approx(9.2)
    assert Kind.RUN not in model.session.nudges_kmh
    model.run(60)
    assert model.session.step is not None
    assert model.session.step.index == 2
    assert model.asked_kmh()[-1][1] == 8.0


def test_a_target_that_was_refused_rests_for_five_seconds() -> None:
    model = started(walk(30, 5.0), run(6, 8.0), run(60, 8.0))
    model.run(20)
    model.machine.refuses = {ev.Command.SPEED}
    model.run(40)
    asked = [t for t, kmh in model.asked_kmh() if kmh == 8.0]
    ends = [e.t for e in model.log if isinstance(e, ev.CommandProgressed) and e.value == 8.0]
    assert len(asked) >= 2, "the next step tries again"
    assert all(again - refused >= 5.0 for refused in ends for again in asked if again > refused)


@pytest.mark.parametrize("is_pending", [True, False])
def test_what_the_console_chose_while_nobody_saw_it_holds(is_pending: bool) -> None:
    model = started(walk(20, 4.0), run(200, 5.0))
    model.run(22.5 if is_pending else 60)
    assert model.asked_kmh()[-1][1] == 5.0
    model.lose()
    model._go(7.0)
    model.run(8)
    found = model.t
    model.connect()
    model.run(30)
    assert asked_after(model, found) == []
    assert model.speed_kmh() == 7.0
    assert model.session.override_kmh == 7.0


def test_a_target_that_was_lost_with_the_link_is_asked_anew() -> None:
    model = started(walk(20, 4.0), run(200, 8.0))
    model.run(21.5)
    model.lose()
    model._go(5.0)
    model.run(8)
    found = model.t
    model.connect()
    model.run(20)
    assert asked_after(model, found) == [8.0]


def test_slower_out_of_sight_starts_from_what_the_belt_may_still_follow() -> None:
    """It was asked for less just before the link was lost, and had not slowed down yet."""
    model = started(walk(90), run(60), machine=Machine(ignores={ev.Command.SPEED}))
    model.machine.ignores.clear()
    model.act(ev.Act.SKIP)
    model.run(30)
    kmh = model.asked_kmh()[-1][1]
    model.machine.ignores.add(ev.Command.SPEED)
    model.act(ev.Act.NUDGE, -1.0)
    assert model.asked_kmh()[-1][1] == kmh - 1.0
    model.run(3)
    model.lose()
    model.run(1)
    model.act(ev.Act.NUDGE, -0.1)
    model.machine.ignores.clear()
    model.connect()
    model.run(10)
    assert model.asked_kmh()[-1][1] == pytest.approx(kmh - 1.1)


def test_faster_out_of_sight_starts_from_what_the_belt_may_have_come_to() -> None:
    """It was asked for the run just before the link was lost, and was last seen at a walk."""
    model = started(walk(30), run(120), machine=Machine(ramp_kmh_s=2.0))
    model.run_until(model.began()[0][0] + 30.1)
    assert model.asked_kmh()[-1][1] == 8.5
    model.lose()
    model.run(6)
    model.act(ev.Act.NUDGE, 0.1)
    found = model.t
    model.connect()
    model.run(10)
    assert asked_after(model, found) in ([], [pytest.approx(8.6)]), "faster lowers nothing"
    assert model.speed_kmh() >= 8.5


@pytest.mark.parametrize(("age_s", "slowest"), [(0.1, True), (2.0, False)])
def test_slower_may_start_from_a_target_that_the_console_has_just_overtaken(
    age_s: float, slowest: bool
) -> None:
    """The machine may take the console's word first, and come to that target after it."""
    model = running()
    model.act(ev.Act.SKIP)
    asked_kmh = model.asked_kmh()[-1][1]
    assert asked_kmh < 6
    given_up = ev.CommandProgressed(
        model.t, ev.Command.SPEED, ev.Stage.UNKNOWN, asked_kmh, "its console has since set a speed"
    )
    model.feed(given_up)
    model.run(age_s)
    model.feed(ev.SpeedOverridden(model.t, 7.5))
    model.act(ev.Act.NUDGE, -0.1)
    assert model.session.held_kmh is not None
    assert (model.session.held_kmh < asked_kmh) is slowest


@pytest.mark.parametrize("later_s", [0.1, 0.6, 1.6, 2.1])
def test_slower_raises_no_belt_that_its_console_slowed_on_its_way_out_of_sight(
    later_s: float,
) -> None:
    """It was silent for 7 s, and does not come nearer to its target."""
    model = started(walk(30, 3.0), run(120, 8.0), machine=Machine(telemetry_s=(0.5,)))
    model.run_until(model.began()[0][0] + 32)
    model.silent = True
    model.press_speed(-3.0)
    model.run(7)
    kmh = model.speed_kmh()
    assert 3.0 < kmh < 7.0
    model.silent = False
    model.run(0.5 + later_s)
    pressed = model.t
    model.act(ev.Act.NUDGE, -0.1)
    model.run(2.0)
    assert all(asked < kmh for asked in asked_after(model, pressed))


def test_slower_on_the_way_up_takes_from_the_target() -> None:
    model = started(walk(30, 3.0), run(120, 8.0), machine=Machine(ramp_kmh_s=0.3))
    model.run_until(model.began()[0][0] + 37.5)
    assert 4.0 < model.speed_kmh() < 6.0
    model.act(ev.Act.NUDGE, -0.5)
    assert model.asked_kmh()[-1] == (model.t, 7.5)


def test_slower_out_of_sight_raises_no_belt_that_its_console_has_slowed_a_little() -> None:
    """By 0.2 km/h, which readings of a belt that keeps its speed may waver by."""
    model = running()
    model.lose()
    model.press_speed(-0.2)
    model.run(6)
    model.act(ev.Act.NUDGE, -0.1)
    found = model.t
    model.connect()
    model.run(10)
    assert model.speed_kmh() == pytest.approx(6.8)
    assert asked_after(model, found) == []


def test_slower_is_asked_of_a_belt_that_has_always_run_a_little_slower() -> None:
    """It is off its target by 0.2 km/h; what was in force counts."""
    belt = replace(running().session.belt, speed_kmh=6.8, in_force_kmh=6.8, steady_kmh=6.8)
    model = running()
    session = replace(model.session, belt=belt)
    after = evolve(session, ev.RunnerActed(model.t, ev.Act.NUDGE, -0.1))
    assert [e.speed_kmh for e in govern(after, model.t) if isinstance(e, ev.SpeedAsked)] == [6.9]
