"""The coach behind the screens: it asks once a day, keeps what is told, and advises by it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from runwalk_tui.coaching import service
from runwalk_tui.coaching.facts import TrainingFacts, known, moment, tell
from runwalk_tui.coaching.questions import CHECK_IN, NEXT_DAY, PLACES, READY
from runwalk_tui.coaching.service import CoachingService
from runwalk_tui.coaching.workout_choice import plan_named
from runwalk_tui.config.effective import EffectiveSettings, personal
from runwalk_tui.config.paths import own_programmes_folder
from runwalk_tui.config.profile import OwnSpeeds, Profile
from runwalk_tui.config.settings import Settings
from runwalk_tui.journal.reader import JournalWriter
from runwalk_tui.journal.stats import Watch
from runwalk_tui.training.advice.decision import Key
from runwalk_tui.training.history.diary_entries import CheckIn, Debrief, Followed, Mile
from runwalk_tui.training.history.diary_index import Told
from tests.recorded import OPENED, workout

WELL = {"sleep": 1, "soreness": 1, "stress": 1, "pain": 0}


@pytest.fixture
def mine() -> EffectiveSettings:
    return personal(Settings())


def record(days_ago: int) -> int:
    """A workout that was done so many days ago; returns its number."""
    day = datetime.now(UTC).astimezone() - timedelta(days=days_ago)
    opened = type(OPENED)(
        0.0, OPENED.plan, OPENED.runner, day.isoformat(timespec="seconds"), OPENED.program
    )
    with JournalWriter.open() as writer:
        for event in (opened, *workout()[1:]):
            writer.append(event)
    return writer.session_id


def test_the_check_in_is_asked_once_a_day(mine: EffectiveSettings) -> None:
    desk = CoachingService(mine)
    assert desk.questions() == CHECK_IN
    desk.tell(WELL)
    assert desk.questions() == ()


def test_a_check_in_eases_today_until_it_is_overruled(mine: EffectiveSettings) -> None:
    desk = CoachingService(mine)
    written = desk.advise().plan
    desk.tell({**WELL, "pain": 4, "where": 4})
    eased = desk.advise()
    assert written is not None
    assert eased.plan is not None
    assert eased.plan.steps != written.steps
    assert any("knee" in change for change in eased.changes)
    desk.overrule()
    again = desk.advise().plan
    assert again is not None
    assert again.steps == written.steps


def test_a_workout_is_put_off_to_tomorrow(mine: EffectiveSettings) -> None:
    desk = CoachingService(mine)
    desk.put_off()
    rest = desk.advise()
    assert rest.plan is None
    assert "You moved the next workout to" in rest.reason
    desk.overrule()
    assert desk.advise().plan is not None


def test_pain_of_six_is_a_day_of_rest(mine: EffectiveSettings) -> None:
    desk = CoachingService(mine)
    desk.tell({**WELL, "pain": 6})
    assert desk.advise().plan is None


def test_the_day_after_a_run_is_asked_for(mine: EffectiveSettings) -> None:
    record(days_ago=1)
    desk = CoachingService(mine)
    assert desk.questions() == (*NEXT_DAY, *CHECK_IN)
    desk.tell({"after": 2, "swollen": 1, **WELL})
    assert desk.questions() == ()


def test_the_way_back_begins_with_the_readiness_check(mine: EffectiveSettings) -> None:
    desk = CoachingService(mine)
    desk.follow("comeback")
    assert desk.questions() == (*CHECK_IN, *READY)
    assert desk.advise().plan is None
    desk.tell({**WELL, "walks": 1, "swelling": 0, "against": 0})
    plan = desk.advise().plan
    assert plan is not None
    assert plan.name == "comeback:1.1"


def test_the_day_after_is_asked_for_later_of_who_goes_by_symptoms(mine: EffectiveSettings) -> None:
    record(days_ago=2)
    desk = CoachingService(mine)
    assert desk.questions() == CHECK_IN
    desk.follow("comeback")
    assert desk.questions() == (*NEXT_DAY, *CHECK_IN, *READY)
    desk.tell({"after": 0, "swollen": 0})
    assert desk.questions() == (*CHECK_IN, *READY)


def test_the_day_after_is_asked_for_later_of_whom_it_hurt(mine: EffectiveSettings) -> None:
    record(days_ago=3)
    session = known(mine).figures[-1].session_id
    tell(mine, Debrief(moment(), session, 5, pain=4))
    assert CoachingService(mine).questions() == (*NEXT_DAY, *CHECK_IN)


@pytest.mark.parametrize("answer", [{"walks": 0}, {"swelling": 1}, {"against": 1}])
def test_who_is_not_ready_waits(mine: EffectiveSettings, answer: dict[str, int]) -> None:
    desk = CoachingService(mine)
    desk.follow("comeback")
    desk.tell({**WELL, "walks": 1, "swelling": 0, "against": 0, **answer})
    assert desk.advise().plan is None


def test_a_programme_is_followed_and_left(mine: EffectiveSettings) -> None:
    desk = CoachingService(mine)
    desk.follow("c25k")
    (followed,) = [entry for entry in desk.programmes() if entry.is_followed]
    assert (followed.name, len(followed.weeks)) == ("c25k", 9)
    desk.follow("")
    assert not any(entry.is_followed for entry in desk.programmes())


def test_a_programme_that_is_left_by_mistake_goes_on_where_it_stood(
    mine: EffectiveSettings,
) -> None:
    begun = Followed("2026-01-05T07:00:00+01:00", "c25k", 3)
    tell(mine, begun)
    desk = CoachingService(mine)
    desk.follow("")
    desk.follow("c25k")
    assert Told(known(mine).entries).followed() == begun
    desk.follow("fitness")
    followed = Told(known(mine).entries).followed()
    assert followed is not None
    assert (followed.programme, followed.week) == ("fitness", 1)


def test_a_programme_that_is_broken_is_said_and_no_workout(mine: EffectiveSettings) -> None:
    folder = own_programmes_folder()
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text("weeks = 3")
    desk = CoachingService(mine)
    (broken,) = [entry for entry in desk.programmes() if entry.name == "mine"]
    assert not broken.weeks
    assert "mine.toml" in broken.about
    desk.follow("mine")
    assert "mine.toml" in desk.advise().reason


def test_what_is_said_after_a_session_is_kept_and_answered(mine: EffectiveSettings) -> None:
    number = record(days_ago=0)
    record(days_ago=0)
    answers = {"effort": 5, "pain": 4, "where": 2, "sharp": 0}
    words = CoachingService(mine).debrief(number, answers, "windy")
    (said,) = [entry for entry in known(mine).entries if isinstance(entry, Debrief)]
    assert (said.effort, said.pain, said.where, said.note) == (5, 4, "shin", "windy")
    assert said.session_id == number, "and not the one that another terminal began since"
    assert "A pain of 4" in words
    assert "kcal" in words


def test_the_weeks_so_far(mine: EffectiveSettings) -> None:
    assert CoachingService(mine).progress().weeks == []
    record(days_ago=0)
    tell(mine, Mile(moment(), 570.0))
    (week,) = CoachingService(mine).progress().weeks
    assert week.sessions == 1


def test_pain_in_the_chest_waits_for_the_word_that_a_doctor_saw_it(
    mine: EffectiveSettings,
) -> None:
    desk = CoachingService(mine)
    desk.tell({**WELL, "pain": 1, "where": PLACES.index("chest")})
    (asked,) = desk.questions()
    assert "pain in the chest" in asked.asks
    desk.tell({"doctor": 0})
    assert desk.advise().plan is None
    desk.tell({"doctor": 1})
    assert desk.questions() == ()
    assert desk.advise().plan is not None


def test_a_pain_that_is_not_over_is_asked_for_in_its_place(mine: EffectiveSettings) -> None:
    told = datetime.now(UTC).astimezone() - timedelta(days=2)
    tell(mine, CheckIn(told.isoformat(timespec="seconds"), pain=7, where="left knee"))
    desk = CoachingService(mine)
    asked = desk.questions()
    assert asked[0].id == "now.left knee"
    assert asked[1:] == CHECK_IN
    desk.tell({"sleep": 1})
    assert desk.advise().plan is None
    desk.tell({"now.left knee": 1})
    assert desk.advise().plan is not None


def test_what_was_read_is_kept_until_the_journal_changes(
    mine: EffectiveSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[date | None] = []

    def counted(mine: EffectiveSettings, day: date | None, watch: Watch) -> TrainingFacts:
        reads.append(day)
        return known(mine, day, watch)

    monkeypatch.setattr(service, "known", counted)
    record(3)
    desk = CoachingService(mine)
    desk.advise()
    before = len(reads)
    desk.questions()
    desk.advise()
    assert len(reads) <= before + 1, "figures that were derived then are read once more"
    desk.progress()
    count = len(reads)
    CoachingService(mine).tell(WELL)
    assert desk.questions() == (), "what is told elsewhere is heard"
    assert len(reads) > count


def test_with_beta_blockers_no_heart_rate_says_anything() -> None:
    number = record(days_ago=2)
    veiled = personal(Settings(), "", Profile(beta_blockers=True))
    assert known(veiled).figures[0].doubtful_share == 1.0
    assert "beta-blockers" in " ".join(CoachingService(veiled).advise().warnings)
    words = CoachingService(veiled).debrief(number, {"effort": 5}, "")
    assert "bpm" not in words
    assert "The heart rate was in doubt" in words


def test_a_note_on_the_chest_without_a_pain_asks_for_it(mine: EffectiveSettings) -> None:
    number = record(days_ago=0)
    words = CoachingService(mine).debrief(number, {"effort": 5}, "tight chest in the last run")
    assert "Your note speaks of chest" in words
    plain = CoachingService(mine).debrief(number, {"effort": 5}, "a fine day")
    assert "Your note" not in plain


def test_a_workout_that_a_beginner_chose_begins_by_age_and_mass_as_well() -> None:
    heavy = personal(Settings(), "", Profile(birth_year=date.today().year - 78, mass_kg=140.0))
    for name in ("1-2", "c25k:1.1", "sprints"):
        plan = plan_named(name, heavy)
        assert max(step.speed_kmh for step in plan.steps) == 4.5
        assert plan.title.endswith("made easier")
        assert "talk in whole sentences" in plan.about
    CoachingService(heavy).overrule(Key.SPEED)
    assert max(step.speed_kmh for step in plan_named("1-2", heavy).steps) == 8.5


def test_speeds_of_ones_own_are_left_alone(mine: EffectiveSettings) -> None:
    own = personal(Settings(), "", Profile(birth_year=1950, speeds=OwnSpeeds(run=7.5)))
    for runner, kmh in ((mine, 8.5), (own, 7.5)):
        assert max(step.speed_kmh for step in plan_named("1-2", runner).steps) == kmh
