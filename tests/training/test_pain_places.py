"""Where it hurts, in words of many languages, and what a place allows."""

import pytest

from runwalk_tui.training.advice.pain_places import (
    Side,
    Spot,
    grave_word,
    is_known,
    spot_of,
)
from runwalk_tui.training.advice.pain_rules import Verdict, verdict_on
from runwalk_tui.training.advice.pain_vocabulary import Place


@pytest.mark.parametrize(
    "words",
    [
        *("chest", "breastbone", "left arm and jaw", "Brustbein", "linker Arm", "Unterkiefer"),
        *("brest", "cehst", "between the shoulder blades", "Schulterblatt", "Herz", "Brustkorb"),
        *("short of breath", "left arm", "upper arm", "neck", "Hals", "ribs", "CHEST (left)"),
        *("knee and chest", "Atemnot", "throat", "Rippen", "palpitations", "I blacked out"),
        *("passed out", "collapsed", "left hand numb", "upper body", "Engegefühl", "chin"),
        *("pecho", "corazón", "brazo izquierdo", "mandíbula", "hombro", "me falta el ahogo"),
        *("poitrine", "cœur", "bras gauche", "mâchoire", "gorge", "petto", "cuore", "mascella"),
        *("peito", "coração", "braço", "falta de ar", "borst", "hart", "kaak", "bröst", "hjärta"),
        *(
            "arm and hand",
            "arm down to the hand",
            "LINKER ARM",
            "Arm und Hand",
            "l arm",
            "left amr",
        ),
        *("linke Hand kribbelt", "fingers tingling", "Hand taub", "wrist and chest", "jwa"),
        *("light-headed", "Schluesselbein", "Achsel", "Oberbauch", "oberer Rücken", "left pec"),
        *("forearm", "Ellenbogen", "Rachen", "cant breath", "Herzstolpern", "Brsut", "shoudler"),
        *("hjerte", "klatka piersiowa", "serce", "szczęka", "gardło", "lewe ramię"),
    ],
)
def test_these_are_for_a_doctor(words: str) -> None:
    assert spot_of(words).is_heart
    assert verdict_on(1, words) is Verdict.STOP


@pytest.mark.parametrize(
    ("words", "place"),
    [
        *[(words, Place.SHIN) for words in ("shin", "left shins", "Schienbein", "tibia")],
        *[(words, Place.FOOT) for words in ("Ferse", "heel", "Fuß", "big toe", "Fußsohle")],
        *[(words, Place.HIP) for words in ("Hüfte", "Huefte", "hip flexor", "femur", "cadera")],
        *[(words, Place.HIP) for words in ("hanche", "anca", "quadril", "heup", "höft", "biodro")],
        *[(words, Place.SHIN) for words in ("espinilla", "stinco", "scheenbeen", "piszczel")],
        *[
            (words, Place.FOOT)
            for words in ("pie", "pied", "piede", "pé", "voet", "stopa", "talón")
        ],
        *[(words, Place.PELVIS) for words in ("ingle", "virilha", "pachwina", "ljumske", "aine")],
        *[(words, Place.PELVIS) for words in ("groin", "Leiste", "Beckenring", "sacrum")],
    ],
)
def test_bone_accepts_no_running_pain(words: str, place: Place) -> None:
    assert spot_of(words).place is place
    assert verdict_on(1, words) is Verdict.STOP
    assert verdict_on(0, words) is Verdict.FINE


@pytest.mark.parametrize(
    ("words", "place"),
    [
        *[(words, Place.KNEE) for words in ("left knee", "Kniescheibe", "patella", "Kreuzband")],
        *[(words, Place.CALF) for words in ("Wade", "achilles", "Achillessehne", "calves")],
        *[(words, Place.THIGH) for words in ("harmstring", "Oberschenkel", "quads", "IT band")],
        *[(words, Place.BACK) for words in ("lower back", "Rücken", "Kreuz")],
        *[(words, Place.ANKLE) for words in ("Knöchel", "Sprunggelenk", "Fussgelenk")],
        *[(words, Place.KNEE) for words in ("rodilla", "genou", "ginocchio", "joelho", "kolano")],
        *[(words, Place.CALF) for words in ("pantorrilla", "mollet", "polpaccio", "łydka")],
        *[(words, Place.ELSEWHERE) for words in ("core", "left side", "challenge", "legs")],
        *[(words, Place.HAND) for words in ("hand", "LEFT WRIST", "Handgelenk", "wrsit", "Daumen")],
        *[(words, Place.HAND) for words in ("Haende", "finger", "mano", "hand and wrist")],
        *[(words, Place.ELSEWHERE) for words in ("Armband", "army boots", "handle", "alarm")],
        *[(words, Place.ELSEWHERE) for words in ("warm feeling", "xyz", "elsewhere")],
    ],
)
def test_elsewhere_the_scale_counts(words: str, place: Place) -> None:
    assert spot_of(words).place is place
    found = [verdict_on(pain, words) for pain in (3, 5, 6)]
    assert found == [Verdict.FINE, Verdict.CHANGE, Verdict.STOP]


def test_a_side_is_kept_and_both_are_meant_without_one() -> None:
    assert spot_of("linkes Knie") == Spot(Place.KNEE, Side.LEFT)
    assert spot_of("knee").covers(spot_of("right knee"))
    assert not spot_of("left knee").covers(spot_of("right knee"))
    assert not spot_of("left knee").covers(spot_of("left calf"))


def test_words_that_are_none_of_the_places_are_known_to_be_so() -> None:
    assert is_known("Schienbein")
    assert is_known("elsewhere")
    assert is_known("")
    assert not is_known("xyz")


@pytest.mark.parametrize(
    ("note", "word"),
    [
        ("my chest felt tight", "chest"),
        ("Felt a bit DIZZY at the end", "dizzy"),
        ("Druck auf der Brust", "brust"),
        ("left arm numb", "left arm"),
        ("warm day, heart rate strap slipped, breathing fine", ""),
        ("", ""),
    ],
)
def test_a_note_may_speak_of_what_is_for_a_doctor(note: str, word: str) -> None:
    assert grave_word(note) == word
