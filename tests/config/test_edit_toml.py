"""A settings file that a person wrote is changed line by line: the rest stays as it is."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.edit_toml import EditError, with_values
from runwalk_tui.config.settings import (
    DEFAULT_FILE,
    Settings,
    SettingsError,
    load_settings,
    save_settings,
)

MINE = """\
# my settings
units = "km"   # as ever
cap_kmh = 14.0

[runner]
name = "Ada"   # "quoted"

[keys]
"run.skip" = "k"
"""


def test_a_value_changes_and_every_comment_stays() -> None:
    changed = with_values(MINE, {"units": "mi", "cap_kmh": 11.5, "volume": 40})
    assert 'units = "mi"   # as ever' in changed
    assert "cap_kmh = 11.5" in changed
    assert changed.index("volume = 40") < changed.index("[runner]")
    assert "# my settings" in changed
    assert tomllib.loads(changed)["runner"] == {"name": "Ada"}


def test_a_table_takes_new_keys_and_gives_them_up() -> None:
    changed = with_values(MINE, {"keys.run.skip": None, "keys.run.pause": "p"})
    assert tomllib.loads(changed)["keys"] == {"run.pause": "p"}
    assert tomllib.loads(with_values("", {"keys.run.pause": "p"}))["keys"] == {"run.pause": "p"}


def test_what_is_commented_out_is_written_in_its_place() -> None:
    changed = with_values(DEFAULT_FILE, {"theme": "runwalk-light"})
    assert changed.count("theme =") == 1
    assert tomllib.loads(changed)["theme"] == "runwalk-light"


@pytest.mark.parametrize(
    "text", ["zones = [50,\n 60, 70, 80, 90]\n", 'x = """\nzones = 1\n"""\n', "a = 1\na.b = 2"]
)
def test_what_cannot_be_changed_alone_is_left(text: str) -> None:
    with pytest.raises(EditError):
        with_values(text, {"zones": (40, 50, 60, 70, 80)})


@given(
    st.dictionaries(
        st.sampled_from(["cap_kmh", "volume", "sound", "splits", "keys.run.skip", "keys.stop"]),
        st.sampled_from([10.0, 33, "off", None]),
    )
)
def test_nothing_else_ever_changes(values: dict[str, object]) -> None:
    before, after = tomllib.loads(DEFAULT_FILE), tomllib.loads(with_values(DEFAULT_FILE, values))
    keys = after.pop("keys", {}), before.pop("keys", {})
    for key, value in values.items():
        if not key.startswith("keys."):
            assert after.pop(key, None) == value
            before.pop(key, None)
        else:
            assert keys[0].get(key.removeprefix("keys.")) == value
    assert after == before


def test_the_file_is_made_where_there_is_none_and_nonsense_is_refused(runwalk_home: Path) -> None:
    save_settings({"volume": 40, "theme": "runwalk-contrast"})
    assert (load_settings().volume, load_settings().theme) == (40, "runwalk-contrast")
    with pytest.raises(SettingsError, match="volume"):
        save_settings({"volume": 400})
    assert load_settings().volume == 40
    assert load_settings() != Settings()
