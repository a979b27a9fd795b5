"""Power in plans for bikes: watts, or a share of the rider's own."""

from pathlib import Path

import pytest

from runwalk_tui.config.settings import RunnerSettings, Settings
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.plans.steps import PlanError
from runwalk_tui.plans.writer import plan_toml

STEP = '[[steps]]\nkind = "run"\ntime = "1:00"\npower = {}\n'
KNOWN = Settings(runner=RunnerSettings(ftp_w=200))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ride.toml"


@pytest.mark.parametrize(("power", "watts"), [("150", 150), ('"65 %"', 130), ('"100%"', 200)])
def test_power(file: Path, power: str, watts: float) -> None:
    file.write_text(STEP.format(power))
    plan = load_plan(file, KNOWN)
    assert plan.steps[0].power_w == watts
    file.write_text(plan_toml(plan, KNOWN))
    assert load_plan(file, KNOWN) == plan


@pytest.mark.parametrize(
    ("power", "wrong"),
    [
        ("0", "0 W is no power"),
        ("2001", "2001 W is no power"),
        ("nan", "no power"),
        ('"hard"', 'write 150 or "65 %"'),
        ('"0 %"', "0 W is no power"),
    ],
)
def test_what_is_no_power_is_said(file: Path, power: str, wrong: str) -> None:
    file.write_text(STEP.format(power))
    with pytest.raises(PlanError, match=wrong):
        load_plan(file, KNOWN)


def test_a_share_of_an_unknown_ftp_is_asked_for(file: Path) -> None:
    file.write_text(STEP.format('"65 %"'))
    with pytest.raises(PlanError, match=r"steps\[0\].power: your FTP is not known; write ftp_w"):
        load_plan(file, Settings())
