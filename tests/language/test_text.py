"""Texts are in the language in use, whenever they are looked up."""

import sys
from types import ModuleType

import pytest

from runwalk_tui.language import Plural, current, decimal, in_context, mark, table, tr, use

_WORDS = {
    "Paused": "Pause",
    "{kmh:.1f} km/h to {name}": "{kmh:.1f} km/h bis {name}",
    "between whole and tenths\x04.": ",",
    "noun\x04run": "Lauf",
    "run": "Laufen",
}


class _German:
    """A catalogue of a few words."""

    def gettext(self, message: str, /) -> str:
        return _WORDS.get(message, message)

    def pgettext(self, context: str, message: str, /) -> str:
        return _WORDS.get(f"{context}\x04{message}", message)

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        return "{count} Lauf" if n == 1 else "{count} Läufe"


def test_a_text_is_english_until_a_language_is_used() -> None:
    assert (tr("Paused"), decimal("1.5"), current()) == ("Paused", "1.5", "en")
    use("de", _German())
    assert (tr("Paused"), decimal("1.5"), current()) == ("Pause", "1,5", "de")
    use("en", None)
    assert (tr("Paused"), decimal("1.5"), current()) == ("Paused", "1.5", "en")


def test_a_text_that_the_language_lacks_stays_english() -> None:
    use("de", _German())
    assert tr(mark("Unheard of")) == "Unheard of"


def test_numbers_in_gaps_have_the_language_s_sign_and_words_are_left_alone() -> None:
    template = "{kmh:.1f} km/h to {name}"
    assert tr(template).format(kmh=7.5, name="F 1.5") == "7.5 km/h to F 1.5"
    use("de", _German())
    assert tr(template).format(kmh=7.5, name="F 1.5") == "7,5 km/h bis F 1.5"


def test_a_text_may_mean_different_things() -> None:
    noun = in_context("noun", "run")
    assert (tr(noun), tr("run")) == ("run", "run")
    use("de", _German())
    assert (tr(noun), tr("run")) == ("Lauf", "Laufen")


def test_what_is_looked_up_can_be_kept() -> None:
    for german in (None, _German()):
        use("de" if german else "en", german)
        texts = [tr("Paused"), tr(in_context("noun", "run")), tr("{kmh:.1f} km/h to {name}")]
        texts[-1] = texts[-1].format(kmh=7.5, name="F")
        assert [type(text) for text in texts] == [str, str, str]


def test_one_and_several() -> None:
    runs = Plural("{count} run", "{count} runs")
    assert [runs(count) for count in (0, 1, 2)] == ["0 runs", "1 run", "2 runs"]
    use("de", _German())
    assert [runs(count) for count in (0, 1, 2)] == ["0 Läufe", "1 Lauf", "2 Läufe"]


def test_a_module_of_texts_follows_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ModuleType("texts_of_a_test")
    monkeypatch.setitem(sys.modules, texts.__name__, texts)
    vars(texts).update(PAUSED="Paused", MANY=("Paused", "run"), BY_NAME={"run": "run"}, other="run")
    table(texts.__name__)
    use("de", _German())
    assert vars(texts)["PAUSED"] == "Pause"
    assert vars(texts)["MANY"] == ("Pause", "Laufen")
    assert vars(texts)["BY_NAME"] == {"run": "Laufen"}
    assert vars(texts)["other"] == "run"
    use("en", None)
    assert vars(texts)["PAUSED"] == "Paused"
