"""Plans of the runner's own, by commands."""

import pytest

from runwalk_tui.cli import main
from runwalk_tui.config.paths import own_plans_folder
from runwalk_tui.errors import DONE, WRONG


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["plans", *words])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_plan_is_copied_edited_starred_deleted_and_brought_back(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(capsys, "copy", "1-2", "hills")[0] == DONE
    status, out, _ = run(capsys, "edit", "hills", "title=Hills", "2.repeat=8", "2.1.distance=400 m")
    assert status == DONE
    assert "Hills" in out
    text = (own_plans_folder() / "hills.toml").read_text("utf-8")
    assert "repeat = 8" in text
    assert '"400 m"' in text
    assert run(capsys, "star", "hills")[0] == DONE
    first, *_ = run(capsys)[1].splitlines()
    assert "★ Hills" in first
    assert run(capsys, "star", "hills", "--off")[0] == DONE
    assert "★" not in run(capsys)[1]
    assert "plans restore hills" in run(capsys, "delete", "hills")[1]
    assert run(capsys, "restore")[1] == "hills\n"
    assert run(capsys, "edit", "hills", "title=x")[0] == WRONG
    assert run(capsys, "restore", "hills")[0] == DONE
    assert "No plan is deleted" in run(capsys, "restore")[1]


def test_a_workout_of_a_programme_is_copied_as_it_is_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(capsys, "copy", "c25k:3.1")[0] == DONE
    assert (own_plans_folder() / "my-c25k-3-1.toml").is_file()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["edit", "1-2", "title=x"], "came with runwalk and stays as it is; copy it first"),
        (["delete", "1-2"], "came with runwalk"),
        (["edit", "mine", "3.time"], "has no ="),
        (["edit", "mine", "colour=red"], "colour is not a key"),
        (["edit", "mine", "9.time=5:00"], "there is no step 9"),
        (["edit", "mine", "1.speed=banana"], "'banana' is not the name of a speed"),
        (["copy", "1-1", "mine"], "there is a plan mine already"),
        (["copy", "1-1", "../up"], "is no name for a plan"),
        (["copy", "nope"], "no such plan"),
        (["restore", "mine"], "there is no deleted plan mine"),
        (["star", "nope"], "no such plan"),
    ],
)
def test_what_cannot_be_is_said_in_a_line(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "copy", "1-2", "mine")
    before = (own_plans_folder() / "mine.toml").read_bytes()
    status, out, err = run(capsys, *words)
    assert status == WRONG
    assert complaint in err
    assert out == ""
    assert err.count("\n") == 1
    assert (own_plans_folder() / "mine.toml").read_bytes() == before
