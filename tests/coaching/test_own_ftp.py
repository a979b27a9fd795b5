"""The FTP of a test is kept on a yes, in the profile or in the settings."""

from pathlib import Path

import pytest

from runwalk_tui.coaching.own_ftp import debriefed, ftp_of
from runwalk_tui.coaching.service import CoachingService
from runwalk_tui.config.paths import journal_file
from runwalk_tui.config.profile import Profile
from runwalk_tui.config.profiles import keep_profile, who_runs
from runwalk_tui.journal.reader import JournalWriter
from runwalk_tui.workout import events as ev
from runwalk_tui.workout.plan import FtpTest, Kind, Plan, Step

PLAN = Plan(
    "ftp-20",
    "FTP",
    (
        Step(Kind.SURGE, 10.0, duration_s=120, resistance_percent=45, ftp_test=FtpTest.TWENTY),
        Step(Kind.COOL_DOWN, 4.0, duration_s=60),
    ),
)


def ridden(seconds: int, power_w: float, runner: str = "") -> int:
    """The number of a recorded test in which so much was pedalled for so long."""
    log: list[ev.Event] = [
        ev.SessionOpened(
            0.0,
            PLAN,
            ev.RunnerProfile(id=runner),
            "2030-01-01T08:00:00+01:00",
            "test",
            machine=ev.MachineKind.BIKE,
        ),
        ev.LinkChanged(0.5, ev.Device.TREADMILL, ev.LinkState.UP, "Bike", "B1"),
        ev.CapabilitiesRead(0.6, controllable=False),
        ev.ClockStarted(1.0),
        ev.StepBegan(1.0, 0, Kind.SURGE, 10.0),
        *(
            ev.BeltReading(float(t), 27.0, power_w=power_w, cadence_rpm=85.0)
            for t in range(2, seconds + 2)
        ),
        ev.StopAsked(seconds + 2.0),
        ev.SessionEnded(seconds + 3.0, ev.Outcome.STOPPED, belt_stopped=True),
    ]
    writer = JournalWriter.open(journal_file(practice=False))
    with writer:
        for event in log:
            writer.append(event)
    return writer.session_id


@pytest.fixture(params=["", "ada"])
def runner(request: pytest.FixtureRequest, runwalk_home: Path) -> str:
    """A runner without a profile, and one with it."""
    runwalk_home.mkdir(exist_ok=True)
    return keep_profile("", Profile(name=request.param)) if request.param else ""


def test_a_yes_keeps_it(runner: str) -> None:
    number = ridden(118, 200.0, runner)
    mine = who_runs()
    assert ftp_of(mine, number) == 190
    coach = CoachingService(mine)
    debriefed(coach, mine, number, {"effort": 8}, "")
    assert who_runs().runner.ftp_w is None
    debriefed(coach, mine, number, {"ftp": 0, "effort": 8}, "")
    assert who_runs().runner.ftp_w is None
    debriefed(coach, mine, number, {"ftp": 1, "effort": 8}, "")
    assert who_runs().runner.ftp_w == 190


def test_half_a_test_gives_nothing(runner: str) -> None:
    mine = who_runs()
    number = ridden(60, 200.0, runner)
    assert ftp_of(mine, number) is None
    debriefed(CoachingService(mine), mine, number, {"ftp": 1}, "")
    assert who_runs().runner.ftp_w is None
