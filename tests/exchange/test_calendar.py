"""A programme as a calendar, read by the library and by eye."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from runwalk_tui.config.settings import Settings
from runwalk_tui.exchange.calendar_file import dates, encode_calendar, lacks_rest
from runwalk_tui.plans.programmes import load_programme
from runwalk_tui.units.weekdays import parse_days
from tests.cli.test_making_commands import Capture, run

C25K = load_programme("c25k", Settings())
JULY = date(2026, 7, 1)
NOW = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def events(content: bytes) -> list[Event]:
    return list(Calendar.from_ical(content).events)


@pytest.mark.usefixtures("berlin")
def test_six_in_the_evening_is_so_in_summer_and_in_winter() -> None:
    found = events(encode_calendar(C25K, (0, 2, 4), clock(18, 0), date(2026, 9, 28), NOW))
    begins = [event.decoded("dtstart") for event in found]
    assert begins[0] == datetime(2026, 9, 28, 16, 0, tzinfo=UTC)
    winter = next(each for each in begins if each.date() > date(2026, 10, 25))
    assert winter == datetime(2026, 10, 26, 17, 0, tzinfo=UTC)
    july = events(encode_calendar(C25K, (2,), clock(18, 0), JULY, NOW))
    assert july[0].decoded("dtstart") == datetime(2026, 7, 1, 16, 0, tzinfo=UTC)


def test_each_workout_has_its_event() -> None:
    found = events(encode_calendar(C25K, (0, 2, 4), clock(7, 30), JULY, NOW))
    assert [str(event["summary"]) for event in found] == [plan.title for plan in C25K.plans]
    for event, plan in zip(found, C25K.plans, strict=True):
        length = event.decoded("dtend") - event.decoded("dtstart")
        assert length == timedelta(seconds=round(plan.planned_s))
        assert f"runwalk run {plan.name}" in str(event["description"])


def test_a_later_export_moves_the_events() -> None:
    first = events(encode_calendar(C25K, (0, 2, 4), clock(18, 0), JULY, NOW))
    later = NOW + timedelta(days=20)
    again = events(encode_calendar(C25K, (1, 3, 5), clock(6, 0), date(2026, 7, 21), later, place=5))
    assert [each["uid"] for each in again] == [each["uid"] for each in first[5:]]
    assert len({each["uid"] for each in first}) == len(first)
    for before, after in zip(first[5:], again, strict=True):
        assert after.sequence > before.sequence
        assert after.decoded("dtstart") != before.decoded("dtstart")
    others = events(encode_calendar(C25K, (0, 2, 4), clock(18, 0), JULY, NOW, runner="eve"))
    assert not {each["uid"] for each in others} & {each["uid"] for each in first}


@given(
    st.sets(st.integers(0, 6), min_size=1),
    st.dates(date(2026, 1, 1), date(2100, 1, 1)),
    st.integers(0, 23),
)
def test_a_week_takes_seven_days_on_the_chosen_ones(
    days: set[int], first: date, place: int
) -> None:
    found = dates(C25K, sorted(days), first, place)
    assert len(found) == len(C25K.plans) - place
    assert found == sorted(set(found))
    assert found[0] >= first
    assert {day.weekday() for day in found} <= days
    starts = [found[at - place] for at in range(len(C25K.plans)) if at >= place and at % 3 == 0]
    gaps = [(b - a).days for a, b in pairwise(starts)]
    assert all(gap >= 7 for gap in gaps)


def test_days_are_read_as_people_write_them() -> None:
    assert parse_days("mon,wed,fri") == parse_days("Friday, Monday wed") == (0, 2, 4)
    assert lacks_rest(C25K, (0, 1, 3))
    assert lacks_rest(C25K, (0, 3, 6))
    assert not lacks_rest(C25K, (0, 2, 4))
    for text in ("", "someday", ","):
        with pytest.raises(ValueError, match="write days like mon,wed,fri"):
            parse_days(text)


class TestCommand:
    def test_the_programme_that_is_followed_from_where_one_stands(
        self, capsys: Capture, tmp_path: Path
    ) -> None:
        file = tmp_path / "runs.ics"
        refused = run(capsys, "programmes", "calendar", str(file))
        assert (refused.status, refused.out) == (2, "")
        assert "no programme followed" in refused.err
        run(capsys, "programmes", "follow", "c25k", "--week", "2")
        words = ("programmes", "calendar", str(file), "--days", "tue,thu,sat", "--at", "6:30")
        done = run(capsys, *words, "--from", "2026-07-01")
        assert (done.status, done.err) == (0, "")
        found = events(file.read_bytes())
        assert len(found) == len(C25K.plans) - 3
        assert found[0].decoded("dtstart").astimezone().time() == clock(6, 30)
        assert run(capsys, *words).status == 0

    def test_what_makes_no_sense_is_one_line(self, capsys: Capture, tmp_path: Path) -> None:
        mine = tmp_path / "mine.ics"
        mine.write_text("BEGIN:VCALENDAR")
        for words, said in (
            (("c25k", "--output", str(mine)), "not from runwalk; choose another name"),
            (("c25k", "--at", "25:00"), "write a time like 18:00"),
            (("c25k", "--days", "foo"), "is not a weekday"),
            (("c25k", "--from", "july"), "july"),
            (("c26k",), "no such programme"),
        ):
            ended = run(capsys, "programmes", "calendar", *words)
            assert (ended.status, len(ended.err.splitlines())) == (2, 1)
            assert said in ended.err
        assert mine.read_text() == "BEGIN:VCALENDAR"
