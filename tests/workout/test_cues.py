"""The words of the workout."""

import pytest

from runwalk_tui.workout import events as ev
from runwalk_tui.workout.cues import spoken_length
from runwalk_tui.workout.plan import Kind, Step
from tests.workout.model import started, walk


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"duration_s": 45}, "45 seconds"),
        ({"duration_s": 60}, "1 minute"),
        ({"duration_s": 61.7}, "1 minute 2"),
        ({"duration_s": 90}, "1 minute 30"),
        ({"duration_s": 150}, "2 minutes 30"),
        ({"duration_s": 600}, "10 minutes"),
        ({"distance_m": 400}, "400 metres"),
        ({"distance_m": 1000}, "1 kilometres"),
        ({"distance_m": 1609.344}, "1.61 kilometres"),
        ({"duration_s": 120, "until_bpm": 110}, "at most 2 minutes"),
    ],
)
def test_spoken_lengths(fields: dict[str, float], said: str) -> None:
    assert spoken_length(Step(Kind.RUN, 8.0, **fields)) == said  # type: ignore[arg-type]


def test_each_kind_is_called_by_its_name_and_sounds_as_it_goes() -> None:
    model = started(*(Step(kind, 5.0, duration_s=10) for kind in Kind))
    model.run(60)
    assert [say for _, say in model.cues(ev.Cue.WALK)] == [
        "Warm up, 10 seconds",
        "Walk, 10 seconds",
        "Cool down, 10 seconds",
    ]
    assert [say for _, say in model.cues(ev.Cue.RUN)] == ["Run, 10 seconds", "Surge, 10 seconds"]


def test_at_the_beginning_of_a_timed_step_the_runner_hears_whose_its_speed_is() -> None:
    model = started(walk(10), Step(Kind.RUN, 8.5, distance_m=400, timed=True), walk(10))
    model.run(20)
    assert [say for _, say in model.cues(ev.Cue.RUN)] == ["Run, 400 metres. You set the speed"]


def test_the_last_cue_is_kept_for_the_screen() -> None:
    model = started(walk(60), walk(60))
    model.act(ev.Act.EXTEND, 30)
    assert model.session.last_cue == (model.t, "notice", "Longer")


def test_a_pause_says_why() -> None:
    model = started(walk(60))
    model.act(ev.Act.PAUSE)
    assert model.cues(ev.Cue.PAUSED) == [(model.t, "Paused")]
    model.run(20)
    model.act(ev.Act.RESUME)
    model.run(10)
    assert [say for _, say in model.cues(ev.Cue.RESUMED)] == ["Resumed"]
