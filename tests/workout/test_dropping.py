"""Links that end again and again and devices that say nothing: told once, and no turn of it."""

from dataclasses import replace

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import links
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.belt import Belt
from runwalk_tui.workout.device_link import DROPPING_S, DeviceLink
from runwalk_tui.workout.dropping import counted, dropping_cues, heard_cues, heard_from, is_told
from runwalk_tui.workout.heart import Heart
from runwalk_tui.workout.pod import Pod
from runwalk_tui.workout.session import Phase, Session
from tests.workout.model import Model, plan_of, run, started, walk

WORDS = "keeps disconnecting"


def running() -> Model:
    model = started(walk(), run(600), walk())
    model.run(90)
    return model


def strap(model: Model, state: ev.LinkState, hindrance: ev.Hindrance | None = None) -> None:
    model.feed(ev.LinkChanged(model.t, ev.Device.STRAP, state, "H10", hindrance=hindrance))


def said(model: Model, since: float = 0.0) -> list[str]:
    cues = [e for e in model.log if isinstance(e, ev.CueDue) and e.t >= since]
    return [e.say for e in cues if e.cue in (ev.Cue.ALARM, ev.Cue.WARNING, ev.Cue.NOTICE)]


def flap(model: Model, seconds: float, every_s: float) -> None:
    ends = model.t + seconds
    while model.t < ends:
        strap(model, ev.LinkState.UP)
        model.run(every_s - 2)
        strap(model, ev.LinkState.LOST)
        model.run(2)


def test_a_strap_that_keeps_dropping_is_told_once() -> None:
    model = running()
    began = model.t
    flap(model, 600, 22)
    words = [word for word in said(model, began) if "strap" in word]
    assert words == [
        "Heart-rate strap connected",
        "Heart-rate strap lost",
        "Heart-rate strap connected",
        "Heart-rate strap lost",
        "Heart-rate strap connected",
        "Heart-rate strap keeps disconnecting. Wet it, or change its battery",
    ]


def test_a_strap_that_is_lost_now_and_then_is_told_each_time() -> None:
    model = running()
    began = model.t
    flap(model, 500, 80)
    assert not [word for word in said(model, began) if WORDS in word]
    assert said(model, began).count("Heart-rate strap lost") == 7


def test_after_a_link_that_held_it_is_told_anew() -> None:
    model = running()
    flap(model, 100, 22)
    strap(model, ev.LinkState.UP)
    assert model.session.heart.link.keeps_dropping(model.t)
    model.run(DROPPING_S + 1)
    assert not model.session.heart.link.keeps_dropping(model.t)
    began = model.t
    strap(model, ev.LinkState.LOST)
    assert [word for word in said(model, began) if "strap" in word] == ["Heart-rate strap lost"]
    flap(model, 100, 22)
    assert len([word for word in said(model, began) if WORDS in word]) == 1


def test_a_moving_belt_that_keeps_dropping_is_said_to_move_each_half_minute() -> None:
    model = running()
    began = model.t
    for _ in range(60):
        model.lose()
        model.run(0.5)
        model.connect()
        model.run(0.5)
    alarms = [(t, word) for t, word in model.cues(ev.Cue.ALARM) if t >= began]
    assert [word for _, word in alarms[:3]] == [
        "Treadmill lost. Belt may be moving",
        "Treadmill lost. Belt may be moving",
        "Treadmill keeps disconnecting. Belt may be moving. Use its console",
    ]
    assert all(WORDS in word for _, word in alarms[2:])
    assert len(alarms) <= 5
    assert model.phase() is Phase.RUNNING


def test_before_the_start_it_is_told_once_with_what_to_do() -> None:
    model = Model(plan_of(walk(), run()))
    model.run(2)
    for _ in range(100):
        model.lose()
        model.run(0.5)
        model.connect()
        model.run(0.5)
    assert said(model) == [
        "Treadmill keeps disconnecting. Close other apps, or switch it off and on"
    ]


def test_a_mute_strap_is_told_twice_at_the_most_and_its_return_once() -> None:
    model = running()
    strap(model, ev.LinkState.UP)
    model.run(1)
    began = model.t
    for _ in range(5):
        strap(model, ev.LinkState.LOST, ev.Hindrance.MUTE)
        strap(model, ev.LinkState.SEARCHING)
        strap(model, ev.LinkState.UP)
    model.feed(ev.HeartReading(model.t, 120))
    model.feed(ev.HeartReading(model.t + 1, 121))
    assert [word for word in said(model, began) if "strap" in word] == [
        "Heart-rate strap silent. Reconnecting",
        "Heart-rate strap still silent. Wet it, or put it on again",
        "Heart-rate strap is back",
    ]
    assert not model.session.heart.link.losses, "that is no dropping"


@pytest.mark.parametrize("moves", [True, False])
def test_a_mute_treadmill_says_what_to_do(moves: bool) -> None:
    model = running() if moves else Model(plan_of(walk(), run()))
    model.run(2)
    began = model.t
    model.silent = True
    model.run(13)
    for _ in range(4):
        mute = ev.Hindrance.MUTE
        for state, why in ((ev.LinkState.LOST, mute), (ev.LinkState.UP, None)):
            model.feed(ev.LinkChanged(model.t, ev.Device.TREADMILL, state, "T", hindrance=why))
        model.feed(ev.CapabilitiesRead(model.t, True, 0.8, 16.0, 0.1))
    words = [word for word in said(model, began) if "silent" in word]
    assert words == (
        [
            "Treadmill silent",
            "Treadmill silent. Belt may be moving",
            "Treadmill silent. Reconnecting. Use its console",
            "Treadmill still silent. Belt may be moving. Stop it at its console",
        ]
        if moves
        else [
            "Treadmill silent. Reconnecting",
            "Treadmill still silent. Switch it off and on",
        ]
    )


T = 100.0
LOST = ev.LinkChanged(T, ev.Device.TREADMILL, ev.LinkState.LOST)
MUTE = ev.LinkChanged(T, ev.Device.TREADMILL, ev.LinkState.LOST, hindrance=ev.Hindrance.MUTE)


@pytest.mark.parametrize(
    ("losses", "dropping_at", "moves", "then"),
    [
        ((), None, False, ((T,), None)),
        ((90.0,), None, False, ((90.0, T), None)),
        ((80.0, 90.0), None, False, ((80.0, 90.0, T), T)),
        ((70.0, 80.0, 90.0), 90.0, False, ((80.0, 90.0, T), 90.0)),
        # An old loss is forgotten after two minutes.
        ((-20.0, 90.0), None, False, ((-20.0, 90.0, T), T)),
        ((-20.1, 90.0), None, False, ((90.0, T), None)),
        # A link that held has another chance.
        ((-30.0, -20.1), 20.0, False, ((T,), None)),
        # Of a belt that may be moving it is told again after half a minute.
        ((80.0, 90.0), 70.0, True, ((80.0, 90.0, T), T)),
        ((80.0, 90.0), 70.1, True, ((80.0, 90.0, T), 70.1)),
        ((80.0, 90.0), 70.0, False, ((80.0, 90.0, T), 70.0)),
    ],
)
def test_losses_are_counted(
    losses: tuple[float, ...],
    dropping_at: float | None,
    moves: bool,
    then: tuple[tuple[float, ...], float | None],
) -> None:
    link = DeviceLink(losses=losses, dropping_at=dropping_at)
    after = counted(link, LOST, moves=moves)
    assert (after.losses, after.dropping_at) == then
    assert counted(link, replace(LOST, state=ev.LinkState.UP), moves=moves) is link


def test_a_mute_link_is_counted_apart() -> None:
    assert counted(DeviceLink(mutes=1), MUTE) == DeviceLink(mutes=2)


def with_link(
    link: DeviceLink, phase: Phase = Phase.RUNNING, *, moves: bool = False, alarmed: bool = True
) -> Session:
    belt = Belt(link=link, lost_since=T if moves else None, alarmed=alarmed)
    return Session(t=T, phase=phase, belt=belt, heart=Heart(link=link), pod=Pod(link=link))


@pytest.mark.parametrize("device", list(ev.Device))
def test_a_device_that_speaks_again_is_mute_no_more(device: ev.Device) -> None:
    heard = heard_from(with_link(DeviceLink(mutes=2)), device, T)
    link = links.link_of(heard, device)
    others = [links.link_of(heard, other) for other in ev.Device if other is not device]
    assert (link.mutes, link.spoke_at) == (0, T)
    assert all(other.mutes == 2 for other in others)
    names = {ev.Device.STRAP: say.STRAP, ev.Device.POD: say.POD}
    name = names.get(device, say.TREADMILL)
    back = [ev.CueDue(T, ev.Cue.NOTICE, say.BACK_AGAIN.format(device=name))]
    assert heard_cues(heard, device, T) == back
    assert heard_cues(heard, device, T + 1) == []
    silent = with_link(DeviceLink())
    assert heard_from(silent, device, T) is silent


DROPPING = DeviceLink(losses=(80.0, 90.0, T), dropping_at=T)


@pytest.mark.parametrize(
    ("session", "event", "cue", "words"),
    [
        (with_link(DROPPING), LOST, ev.Cue.WARNING, say.DROPS),
        (with_link(DROPPING, moves=True), LOST, ev.Cue.ALARM, say.DROPS_MOVING),
        (with_link(DROPPING, Phase.ARMING, moves=True), LOST, ev.Cue.WARNING, say.DROPS),
        (
            with_link(DROPPING, moves=True),
            replace(LOST, device=ev.Device.STRAP),
            ev.Cue.WARNING,
            say.STRAP_DROPS,
        ),
        (
            with_link(DeviceLink(mutes=1)),
            MUTE,
            ev.Cue.WARNING,
            say.RECONNECTING.format(device=say.TREADMILL),
        ),
        (
            with_link(DeviceLink(mutes=1), moves=True),
            MUTE,
            ev.Cue.WARNING,
            say.RECONNECTING_MOVING.format(device=say.TREADMILL),
        ),
        (
            with_link(DeviceLink(mutes=1), Phase.ARMING, moves=True),
            MUTE,
            ev.Cue.WARNING,
            say.RECONNECTING.format(device=say.TREADMILL),
        ),
        (with_link(DeviceLink(mutes=2)), MUTE, ev.Cue.WARNING, say.STAYS_SILENT),
        (
            with_link(DeviceLink(mutes=2), Phase.ARMING, moves=True),
            MUTE,
            ev.Cue.WARNING,
            say.STAYS_SILENT,
        ),
        (
            with_link(DeviceLink(mutes=2), moves=True),
            MUTE,
            ev.Cue.ALARM,
            say.STAYS_SILENT_MOVING,
        ),
        (
            with_link(DeviceLink(mutes=2), moves=True),
            replace(MUTE, device=ev.Device.STRAP),
            ev.Cue.WARNING,
            say.STRAP_STAYS_SILENT,
        ),
    ],
)
def test_what_is_said_of_a_device_that_drops_or_says_nothing(
    session: Session, event: ev.LinkChanged, cue: ev.Cue, words: str
) -> None:
    assert dropping_cues(session, event) == [ev.CueDue(T, cue, words)]


@pytest.mark.parametrize(
    ("link", "event"),
    [
        (DROPPING, replace(LOST, state=ev.LinkState.UP)),
        (replace(DROPPING, dropping_at=90.0), LOST),
        (DeviceLink(mutes=3), MUTE),
    ],
)
def test_what_was_said_is_not_said_at_every_turn(link: DeviceLink, event: ev.LinkChanged) -> None:
    assert dropping_cues(with_link(link, moves=True), event) == []


@pytest.mark.parametrize("device", list(ev.Device))
@pytest.mark.parametrize(
    ("link", "told"),
    [
        (DROPPING, True),
        (replace(DROPPING, losses=(-20.0,)), True),
        (replace(DROPPING, losses=(-20.1,)), False),
        (replace(DROPPING, dropping_at=None), False),
        (DeviceLink(mutes=1), True),
        (DeviceLink(), False),
    ],
)
def test_turns_of_a_device_of_which_it_was_told_are_left_out(
    device: ev.Device, link: DeviceLink, told: bool
) -> None:
    session = links.with_link(Session(), device, link)
    assert is_told(session, replace(LOST, device=device)) is told
