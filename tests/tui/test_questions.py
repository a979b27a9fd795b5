"""An inquiry goes through its questions key by key, forward, past, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.coaching.questions import CHECK_IN, DEBRIEF, NEXT_DAY, READY, Inquiry, Question
from runwalk_tui.tui.drawing.canvas import Canvas
from runwalk_tui.tui.drawing.themes import THEMES, ink_of
from runwalk_tui.tui.widgets.question_panel import Questions
from tests.tui.apps import OPTIONS

KEYS = st.sampled_from([*"0123456789xyn", "q", "pass", "back"])


def press(inquiry: Inquiry, key: str) -> Inquiry:
    match key:
        case "pass":
            return inquiry.pass_over()
        case "back":
            return inquiry.back()
    return inquiry.press(key)


def test_four_taps_are_a_check_in() -> None:
    inquiry = Inquiry(CHECK_IN)
    for key in "1230":
        inquiry = inquiry.press(key)
    assert inquiry.current is None
    assert inquiry.given == {"sleep": 1, "soreness": 2, "stress": 3, "pain": 0}


def test_where_it_hurts_is_asked_of_those_whom_it_hurts() -> None:
    inquiry = Inquiry(CHECK_IN)
    for key in ("1", "1", "1", "x"):
        inquiry = inquiry.press(key)
    assert inquiry.current is not None
    assert inquiry.current.id == "where"
    assert inquiry.given["pain"] == 10


def test_back_takes_the_answer_back() -> None:
    inquiry = Inquiry(DEBRIEF).press("7").press("4")
    assert inquiry.given == {"effort": 7, "pain": 4}
    again = inquiry.back()
    assert again.given == {"effort": 7}
    assert again.press("0").current is None


def test_the_first_question_has_none_before() -> None:
    assert Inquiry(DEBRIEF).back() == Inquiry(DEBRIEF)


@given(st.sampled_from([CHECK_IN, DEBRIEF, NEXT_DAY]), st.lists(KEYS, max_size=20))
def test_an_answer_is_one_of_those_offered(
    questions: tuple[Question, ...], keys: list[str]
) -> None:
    inquiry = Inquiry(questions)
    for key in keys:
        inquiry = press(inquiry, key)
    offered = {question.id: [c.value for c in question.choices] for question in questions}
    assert all(value in offered[id] for id, value in inquiry.answers)
    assert len(inquiry.given) == len(inquiry.answers)
    for question in questions:
        if question.needs is not None and question.id in inquiry.given:
            assert inquiry.given[question.needs[0]] >= question.needs[1]
    for _ in questions:
        inquiry = inquiry.pass_over()
    assert inquiry.current is None


@pytest.mark.parametrize("question", [*CHECK_IN, *NEXT_DAY, *READY, *DEBRIEF], ids=lambda q: q.id)
def test_every_question_fits_into_eighty_columns(question: Question) -> None:
    ink = ink_of(next(iter(THEMES)))
    canvas = Canvas(76, 10, ink())
    Questions(OPTIONS).paint(canvas, ink, Inquiry((question,)))
    rows = ["".join(canvas.at(x, y)[0] for x in range(76)) for y in range(10)]
    assert any(row.rstrip().endswith(question.asks) for row in rows)
