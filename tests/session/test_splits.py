"""What is spoken on the way: off unless wished for, and no louder than the workout's own cues."""

import re
from functools import partial

import pytest

from runwalk_tui.language.catalogues import use_language
from runwalk_tui.session.sentences import HALFWAY, LAST, PRAISE
from runwalk_tui.session.splits import SplitCaller, Splits
from runwalk_tui.session.voice import voice_command, voice_of
from runwalk_tui.units.constants import Units
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.session import Phase
from tests.workout.model import Model, plan_of, run, walk


def heard(splits: Splits, *, praises: bool = False, units: Units = "km") -> list[str]:
    said: list[str] = []

    def say(event: ev.Event) -> None:
        assert isinstance(event, ev.CueDue)
        assert event.cue is ev.Cue.NOTICE
        said.append(event.say)

    told: list[SplitCaller] = []

    def tell(event: ev.Event) -> None:
        for caller in told:
            caller(event)

    model = Model(plan_of(walk(300), run(300), walk(300), run(300)), witness=tell)
    told.append(SplitCaller(lambda: model.session, say, splits, praises=praises, units=units))
    model.start()
    model.run_to(Phase.ENDED, limit_s=1500)
    return said


def test_nothing_is_said_unless_it_is_wished_for() -> None:
    assert heard("off") == []


def test_half_of_the_workout_is_said_once() -> None:
    assert heard("halfway") == [HALFWAY]


@pytest.mark.parametrize(("units", "first"), [("km", "Kilometre 1"), ("mi", "Mile 1")])
def test_each_kilometre_or_mile_is_said_with_its_time(units: Units, first: str) -> None:
    said = heard("distance", units=units)
    assert said[0].startswith(first)
    assert len(said) == 2 if units == "km" else 1
    assert re.fullmatch(rf"{first}\. \d+ minutes \d+", said[0])


def test_a_good_word_follows_a_run_and_the_last_is_announced() -> None:
    assert heard("off", praises=True) == [PRAISE[0], LAST]


def test_a_voice_and_a_volume_reach_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if "espeak" in name else None)
    monkeypatch.setattr("sys.platform", "linux")
    command = voice_of("en-us", 40)(ev.Cue.WALK)
    assert command is not None
    assert command[-4:] == ["-v", "en-us", "-a", "40"]
    plain = voice_of()(ev.Cue.WALK)
    assert plain is not None
    assert "-v" not in plain


@pytest.mark.parametrize(
    ("platform", "program", "arguments"),
    [
        ("linux", "espeak-ng", ["-v", "de"]),
        ("linux", "spd-say", ["-l", "de"]),
        ("darwin", "say", ["-v", "Anna"]),
    ],
)
def test_a_voice_speaks_the_language_in_use_unless_one_is_chosen(
    platform: str, program: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if name == program else None)
    monkeypatch.setattr(
        "runwalk_tui.session.voice.voice_command", partial(voice_command, platform=platform)
    )
    use_language("de")
    spoken = voice_of()(ev.Cue.WALK)
    assert spoken is not None
    assert list(spoken[-2:]) == arguments
    chosen = voice_of("someone")(ev.Cue.WALK)
    assert chosen is not None
    assert chosen[-1] == "someone"


def test_english_is_asked_for_by_name_where_the_system_may_speak_another_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if name == "spd-say" else None)
    monkeypatch.setattr("sys.platform", "linux")
    spoken = voice_of("", 40)(ev.Cue.WALK)
    assert spoken is not None
    assert list(spoken[-4:]) == ["-l", "en", "-i", "-20"]
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    windows = voice_command(ev.Cue.WALK, platform="win32")
    assert windows is not None
    assert "-ne 'en'" in windows[-1]
