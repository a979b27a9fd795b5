"""Settings are listed and changed at the command line as on their screen."""

import json
from pathlib import Path

import pytest

from runwalk_tui.cli import main
from runwalk_tui.config.paths import settings_file
from runwalk_tui.config.profiles import who_runs

Capture = pytest.CaptureFixture[str]


def test_values_are_set_as_people_write_them_and_listed(capsys: Capture) -> None:
    words = (
        "sound=bell",
        "zones=50,60,70,80,91",
        "countdown=no",
        "keys.run.skip=k",
        "speeds.run=9",
    )
    assert main(["settings", "set", *words]) == 0
    capsys.readouterr()
    assert main(["settings", "list", "--json"]) == 0
    known = json.loads(capsys.readouterr().out)
    assert (known["sound"], known["countdown"], known["zones"][-1]) == ("bell", False, 91)
    assert (known["keys"], known["speeds"]["run"]) == ({"run.skip": "k"}, 9)
    assert main(["settings", "list"]) == 0
    assert "countdown                 no" in capsys.readouterr().out
    assert main(["settings", "set", "keys.run.skip=", "sound="]) == 0
    text = settings_file().read_text()
    assert "run.skip" not in text
    assert "\nsound" not in text


def test_what_has_its_place_in_the_profile_is_kept_there(capsys: Capture) -> None:
    assert main(["profile", "new", "Ada"]) == 0
    assert main(["settings", "set", "cap_kmh=10", "sound=off"]) == 0
    assert who_runs().cap_kmh == 10
    assert "cap_kmh = 12.0" in settings_file().read_text()


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("sound", "settings set: 'sound' has no ="),
        ("soud=bell", 'did you mean "sound"'),
        ("sound=loud", "sound"),
        ("keys.run.skip=space", "would be run.pause and run.skip"),
        ("keys.run.hop=h", "is not an action"),
    ],
)
def test_what_cannot_be_set_is_one_line_and_changes_nothing(
    word: str, line: str, capsys: Capture
) -> None:
    assert main(["settings", "set", word]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert line in told
    assert not settings_file().exists()


def test_where_everything_lies_is_told_as_before(runwalk_home: Path, capsys: Capture) -> None:
    assert main(["settings"]) == 0
    assert f"settings   {settings_file()}" in capsys.readouterr().out
