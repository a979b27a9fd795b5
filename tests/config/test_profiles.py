"""Runners: a file each that people can mend, laid over the settings, and who runs now."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runwalk_tui.config.effective import personal, profile_of
from runwalk_tui.config.paths import runners_folder, settings_file
from runwalk_tui.config.profile import OwnSpeeds, Permissions, Profile, Screening
from runwalk_tui.config.profiles import (
    RunnerError,
    current_runner,
    find_runner,
    list_runners,
    load_profile,
    new_id,
    profile_file,
    runner_after,
    save_profile,
    use_runner,
    was_asked,
    who_runs,
)
from runwalk_tui.config.settings import RunnerSettings, Settings, Speeds
from runwalk_tui.errors import StoreError
from runwalk_tui.training.advice.athlete import Athlete, Experience, Goal
from runwalk_tui.workout.heart_control_state import HeartControlSettings, Hold

TODAY = date(2026, 5, 2)
ADA = Profile(
    name="Ada",
    birth_year=1986,
    mass_kg=58.5,
    rest_bpm=52,
    units="mi",
    speeds=OwnSpeeds(run=9.4),
    experience=Experience.RETURNING,
    goal=Goal.TEN_K,
    injuries=("left knee", "a stitch"),
    days_a_week=4,
    coach=Permissions(lengthen_walks=True, ceiling_bpm=175, hold=Hold.SHADOW),
)

_PRINTABLE = st.text(max_size=12).filter(str.isprintable)
_KMH = st.none() | st.floats(0.1, 20)
_ANSWER = st.none() | st.booleans()
_PROFILES = st.builds(
    Profile,
    name=_PRINTABLE,
    birth_year=st.none() | st.integers(1900, 2100),
    mass_kg=st.floats(20, 300),
    max_bpm=st.none() | st.integers(130, 230),
    rest_bpm=st.none() | st.integers(25, 120),
    units=st.sampled_from([None, "km", "mi"]),
    pace=st.sampled_from([None, "pace", "speed"]),
    speeds=st.builds(OwnSpeeds, _KMH, _KMH, _KMH, _KMH),
    experience=st.sampled_from(Experience),
    goal=st.sampled_from(Goal),
    injuries=st.lists(_PRINTABLE, max_size=3).map(tuple),
    days_a_week=st.integers(1, 7),
    screening=st.builds(Screening, *[_ANSWER] * len(Screening.__struct_fields__)),
    beta_blockers=_ANSWER,
    coach=st.builds(
        Permissions,
        st.booleans(),
        st.booleans(),
        st.none() | st.integers(90, 230),
        st.sampled_from(Hold),
    ),
)


@given(_PROFILES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_whatever_is_kept_is_read(runwalk_home: Path, profile: Profile) -> None:
    save_profile("any", profile)
    assert load_profile("any") == profile


def test_the_file_says_what_each_key_means_and_can_be_written_by_hand(runwalk_home: Path) -> None:
    text = save_profile("ada", ADA).read_text(encoding="utf-8")
    assert 'injuries = ["left knee", "a stitch"]  # of the last year' in text
    assert "# max_bpm =  # a measured maximum is better" in text
    by_hand = text.replace("# max_bpm =", "max_bpm = 188").replace("run = 9.4", "run = 10")
    profile_file("ada").write_text(by_hand, encoding="utf-8")
    assert (load_profile("ada").max_bpm, load_profile("ada").speeds.run) == (188, 10.0)
    assert set(tomllib.loads(text)) < set(Profile.__struct_fields__)


def test_a_profile_is_laid_over_the_settings() -> None:
    base = Settings(
        runner=RunnerSettings("Somebody", 1950, 90.0, 160, 70),
        speeds=Speeds(walk=4.5, run=8.0),
        pace="speed",
        cap_kmh=10.0,
        nudge_kmh=0.2,
    )
    mine = personal(base, "ada", ADA)
    assert mine.runner == RunnerSettings("Ada", 1986, 58.5, None, 52)
    assert mine.speeds == Speeds(walk=4.5, brisk=6.0, run=9.4, surge=11.0)
    assert (mine.units, mine.pace, mine.cap_kmh, mine.nudge_kmh) == ("mi", "speed", 10.0, 0.2)
    told = mine.profile(2026)
    assert (told.id, told.name, told.max_bpm, told.mass_kg) == ("ada", "Ada", 180, 58.5)
    assert told.cap_kmh == 10.0
    assert told.coaching == HeartControlSettings(True, False, 175, Hold.SHADOW)


def test_what_the_coach_knows_of_a_runner() -> None:
    assert personal(Settings(cap_kmh=10.0), "ada", ADA).athlete(TODAY) == Athlete(
        age=40,
        mass_kg=58.5,
        max_bpm=180,
        max_is_measured=False,
        rest_bpm=52,
        run_kmh=9.4,
        cap_kmh=10.0,
        experience=Experience.RETURNING,
        goal=Goal.TEN_K,
        injuries=("left knee", "a stitch"),
        days_a_week=4,
    )
    measured = personal(Settings(runner=RunnerSettings(max_bpm=191))).athlete(TODAY)
    assert (measured.max_bpm, measured.max_is_measured, measured.age) == (191, True, None)


def test_without_a_profile_nothing_is_allowed_and_the_settings_hold() -> None:
    base = Settings(runner=RunnerSettings("Bo", 1980))
    mine = personal(base)
    assert mine.id == ""
    assert mine.runner == base.runner
    assert mine.profile(2026) == base.profile(2026)
    assert mine.profile(2026).coaching == HeartControlSettings()


def test_a_new_profile_begins_with_what_the_settings_say() -> None:
    base = Settings(runner=RunnerSettings("Bo", 1980), speeds=Speeds(run=9.0), units="mi")
    begun = profile_of(personal(base))
    assert (begun.name, begun.birth_year, begun.units) == ("Bo", 1980, "mi")
    assert personal(Settings(), "bo", begun).speeds == base.speeds


@pytest.mark.parametrize("answer", list(Screening.__struct_fields__))
def test_each_answer_alone_says_to_see_a_doctor(answer: str) -> None:
    assert Screening(**{answer: True}).see_doctor
    assert not Screening(**{answer: False}).see_doctor
    profile = Profile(screening=Screening(**{answer: True}))
    assert personal(Settings(), "x", profile).athlete(TODAY).see_doctor


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("days_a_week = 9", "days_a_week: 9 is not allowed; write a whole number from 1 to 7"),
        ('goal = "maraton"', 'write "fitness" or "weight" or "first-5k"'),
        ('goal = "maraton"', '(did you mean "marathon"?)'),
        ("injuries = 3", "injuries: 3 is not allowed; write a list"),
        ("injuries = [3]", 'injuries[0]: 3 is not allowed; write a text in "quotes"'),
        ("speeds.run = 99", "speeds.run: 99 is not allowed; write a number above 0"),
        ("coach.hold = 1", "coach.hold: 1 is not allowed; write"),
        ("coach.ceiling_bpm = 30", "coach.ceiling_bpm: 30 is not allowed"),
        ("screening.heart = 1", "screening.heart: 1 is not allowed; write true or false"),
        ("rest_bpm = 110\nmax_bpm = 105", "rest_bpm: 110 is not below max_bpm"),
        ("cap_kmh = 25", "cap_kmh: 25 is not allowed"),
        ('name = "\\u001b[2J"', "name: has an unprintable character; remove it"),
        ("name = ", "not TOML"),
    ],
)
def test_nonsense_in_the_file_is_one_line(runwalk_home: Path, text: str, line: str) -> None:
    runners_folder().mkdir(parents=True)
    profile_file("ada").write_text(text, encoding="utf-8")
    with pytest.raises(RunnerError) as caught:
        who_runs("ada")
    message = str(caught.value)
    assert message.startswith(f"{profile_file('ada')}: ")
    assert line in message
    assert "\n" not in message
    (entry,) = list_runners()
    assert (entry.id, entry.profile, entry.error) == ("ada", None, message)


def test_who_runs_is_chosen_and_a_lost_choice_is_no_harm(runwalk_home: Path) -> None:
    assert current_runner() == ""
    assert who_runs().id == ""
    for name in ("Cy", "Ada", "Bo"):
        save_profile(new_id(name), Profile(name=name))
    assert current_runner() == "ada"
    use_runner("cy")
    assert (current_runner(), who_runs().runner.name) == ("cy", "Cy")
    assert who_runs("BO").id == "bo"
    profile_file("cy").unlink()
    assert current_runner() == "ada"
    assert [runner_after(each) for each in ("ada", "bo", "cy")] == ["bo", "ada", "ada"]


def test_a_runner_is_found_by_id_or_name(runwalk_home: Path) -> None:
    with pytest.raises(RunnerError, match="no such runner yet; runwalk profile new makes one"):
        find_runner("ada")
    save_profile("ada", Profile(name="Ada Byron"))
    save_profile("ada-2", Profile(name="Ada Byron"))
    save_profile("bo", Profile())
    assert find_runner(" ADA ") == "ada"
    assert find_runner("bo") == "bo"
    with pytest.raises(RunnerError, match="several runners have this name; write ada or ada-2"):
        find_runner("ada byron")
    with pytest.raises(RunnerError, match='adda: there is no such runner; did you mean "ada"'):
        find_runner("adda")


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Ada", "ada"),
        ("  Zoë d'Örsted ", "zoe-d-orsted"),
        ("日本", "runner"),
        ("", "runner"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 99, "a" * 40),
    ],
)
def test_an_id_is_a_plain_file_name_that_nobody_has(
    runwalk_home: Path, name: str, stem: str
) -> None:
    assert new_id(name) == stem
    save_profile(stem, Profile())
    assert new_id(name) == f"{stem}-2"


def test_wishing_for_no_profile_is_remembered(runwalk_home: Path) -> None:
    assert not was_asked()
    use_runner("")
    assert was_asked()
    assert current_runner() == ""


def test_a_profile_by_hand_needs_no_asking(runwalk_home: Path) -> None:
    save_profile("ada", ADA)
    assert was_asked()


def test_a_folder_that_cannot_be_written_says_so(runwalk_home: Path) -> None:
    runwalk_home.mkdir()
    runners_folder().write_text("in the way")
    with pytest.raises(StoreError, match="runners: cannot make this folder"):
        save_profile("ada", ADA)


def test_broken_settings_are_told_of_as_before(runwalk_home: Path) -> None:
    runwalk_home.mkdir()
    settings_file().write_text("units = 1")
    save_profile("ada", ADA)
    with pytest.raises(ValueError, match=r"settings\.toml: units: 1 is not allowed"):
        who_runs()


@pytest.mark.parametrize("word", ["none", "None", " no ", "-", ""])
def test_no_injury_in_words_is_no_injury(word: str) -> None:
    assert Profile(injuries=(word,)).injuries == ()
    assert Profile(injuries=("left knee", word)).injuries == ("left knee",)
