"""A session that holds a heart rate begins with what earlier ones taught of the heart."""

from dataclasses import replace

import pytest

from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.profile import Permissions, Profile
from runwalk_tui.journal.reader import Journal, JournalWriter
from runwalk_tui.journal.stats import all_stats
from runwalk_tui.session.opening import runner_for
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.heart_control_state import Hold
from runwalk_tui.workout.heart_response import MEAN_GAIN_BPM_KMH, HeartResponse
from runwalk_tui.workout.plan import Kind, Step
from tests.workout.model import plan_of, run, walk
from tests.workout.test_heart_hold import held

HELD = plan_of(replace(run(600, 9.0), hold_bpm=(145, 145)), walk())
LIVES_WITH = EffectiveSettings(own=Profile(coach=Permissions(hold=Hold.FULL)))


@pytest.fixture(scope="module")
def log() -> list[ev.Event]:
    """A held run after a warm-up, by a heart of less gain than the mean."""
    warm_up = Step(Kind.WARM_UP, 5.5, duration_s=300)
    model = held(steps=(warm_up, replace(run(900, 9.0), hold_bpm=(145, 145)), walk()))
    model.run(1150)
    opened = model.log[0]
    assert isinstance(opened, ev.SessionOpened)
    return [replace(opened, opened_at="2030-01-01T08:00:00+01:00"), *model.log[1:]]


def _record(log: list[ev.Event]) -> None:
    with JournalWriter.open() as writer:
        for event in log:
            writer.append(event)
    with Journal.open() as journal:
        (figures,) = all_stats(journal)
    assert figures.gain_bpm_kmh is not None


def test_the_heart_of_earlier_sessions_is_known(log: list[ev.Event]) -> None:
    before = runner_for(HELD, LIVES_WITH, virtual=False)
    assert before.response == HeartResponse()
    _record(log)
    after = runner_for(HELD, LIVES_WITH, virtual=False)
    assert after.response.gain != MEAN_GAIN_BPM_KMH
    assert after.response.gain_sd < before.response.gain_sd
    assert replace(after, response=HeartResponse()) == before


def test_nobody_looks_where_no_rate_is_held(log: list[ev.Event]) -> None:
    _record(log)
    free = plan_of(run(600, 9.0), walk())
    assert runner_for(free, LIVES_WITH, virtual=False).response == HeartResponse()
    assert runner_for(HELD, EffectiveSettings(), virtual=False).response == HeartResponse()
    assert runner_for(None, LIVES_WITH, virtual=False).response == HeartResponse()
