"""Which language is used: the command line says it, else the settings, else the environment."""

from pathlib import Path

import pytest

from runwalk_tui.config.language import speak, without_language
from runwalk_tui.config.settings import SettingsError, load_settings
from runwalk_tui.errors import UsageError
from runwalk_tui.language import current


def test_the_option_may_stand_anywhere_and_is_taken_out() -> None:
    assert without_language(["--lang", "de", "plans"]) == (["plans"], "de")
    assert without_language(["run", "1-2", "--lang=en", "--json"]) == (
        ["run", "1-2", "--json"],
        "en",
    )
    assert without_language(["plans"]) == (["plans"], "")


@pytest.mark.parametrize("words", [["--lang", "xx"], ["--lang"], ["--lang="]])
def test_a_language_that_is_none_is_refused_with_the_list(words: list[str]) -> None:
    with pytest.raises(UsageError, match="write one of en, de"):
        without_language(words)


def test_the_weightiest_wish_holds(runwalk_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    speak()
    assert current() == "de"
    runwalk_home.mkdir(parents=True)
    (runwalk_home / "settings.toml").write_text('language = "en"\n')
    speak()
    assert current() == "en"
    speak("de")
    assert current() == "de"


@pytest.mark.parametrize("text", ['language = "xx"', "language = [", "", "units = 'km'"])
def test_settings_that_name_none_leave_it_to_the_environment(text: str, runwalk_home: Path) -> None:
    runwalk_home.mkdir(parents=True)
    (runwalk_home / "settings.toml").write_text(text)
    speak()
    assert current() == "en"


def test_an_unknown_language_in_the_settings_is_refused_with_the_list(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('language = "xx"\n')
    with pytest.raises(SettingsError, match="write one of en, de"):
        load_settings(file)
