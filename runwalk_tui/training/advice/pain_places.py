"""The places of pain that the coach knows, and people's words for them.

A place decides what a pain allows: in the chest, an arm, the jaw, the throat or between the
shoulder blades pain on effort is for a doctor first, in a hand only where it is numb; bone (shin,
foot, hip, pelvis) accepts no running pain; elsewhere the scale of 0 to 10 counts. The words are
those of `runwalk_tui.training.advice.pain_vocabulary`; one that is almost an English or a German
word counts as that one. In doubt it is the graver place.

Source of what a place decides: that of `runwalk_tui.training.advice.pain_rules`; words are our own.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from runwalk_tui.training.advice.pain_vocabulary import (
    BELONGS_ELSEWHERE,
    GRAVE_WORDS,
    LEFT,
    NUMB_STEMS,
    OTHER_STEMS,
    RIGHT,
    STEMS,
    UPPER_BODY,
    WHOLE_WORDS,
    Place,
)
from runwalk_tui.workout.frozen import dataclass


class Side(StrEnum):
    """One of two sides; unsaid, it may be either."""

    LEFT = "left"
    RIGHT = "right"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place and its side; no place at all is a pain of which only the number was told."""

    place: Place | None = None
    side: Side = Side.UNSAID

    @property
    def is_heart(self) -> bool:
        """True if pain here is for a doctor."""
        return self.place is not None and self.place.is_heart

    @property
    def is_bone(self) -> bool:
        """True if no running pain is accepted here."""
        return self.place is not None and self.place.is_bone

    @property
    def words(self) -> str:
        """The name of the spot: ``left shin``; "" without a place."""
        return "" if self.place is None else f"{self.side} {self.place}".strip()

    def covers(self, other: "Spot") -> bool:
        """True if a word on this spot is a word on the other: the same one, or both sides of it."""
        return self.place is other.place and self.side in (other.side, Side.UNSAID)


_UNDIVIDED = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i"})
"""Letters that no decomposition makes plain."""

_NEAR = 0.8
_LEAST_LETTERS = 4

_LONG_STEMS = {
    stem: place for place, stems in STEMS.items() for stem in stems if len(stem) >= _LEAST_LETTERS
}

_GRAVITY = (Place.CHEST, Place.JAW, Place.ARM, Place.PELVIS, Place.HIP, Place.SHIN, Place.FOOT)


@lru_cache(maxsize=512)  # each rule of each day asks for the same few words
def spot_of(where: str) -> Spot:
    """The spot that is meant by a runner's words; the gravest where they name several.

    Words that name no place that is known are a pain elsewhere; no words, a pain without a place.
    """
    plain = _plain(where)
    if not plain:
        return Spot()
    words = plain.split()
    sides = {side for word in words if (side := _side(word))}
    side = sides.pop() if len(sides) == 1 else Side.UNSAID
    places = set(_in_phrases(plain)) | {place for word in words if (place := _place(word))}
    if not places:
        return Spot(Place.ELSEWHERE, side)
    if Place.HAND in places and any(word.startswith(NUMB_STEMS) for word in words):
        places.add(Place.ARM)
    graver = (place for place in (*_GRAVITY, *Place) if place in places)
    return Spot(next(graver), side)


def grave_word(note: str) -> str:
    """The word of a note that may speak of pain for a doctor; "" if there is none."""
    found = re.search(rf"\b({'|'.join(GRAVE_WORDS)})", _plain(note))
    return found[1] if found else ""


def is_known(where: str) -> bool:
    """True if these words name a place that the coach knows, or none at all."""
    spot = spot_of(where)
    return spot.place is not Place.ELSEWHERE or _named(where, Place.ELSEWHERE)


def _named(where: str, place: Place) -> bool:
    return any(_place(word) is place for word in _plain(where).split())


def _plain(where: str) -> str:
    """Small letters without accents, words apart by one space."""
    split = unicodedata.normalize("NFKD", where.casefold().translate(_UNDIVIDED))
    letters = "".join(char for char in split if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W\d_]+", letters))


def _in_phrases(plain: str) -> list[Place]:
    if any(phrase in plain for phrase in UPPER_BODY):
        return [Place.CHEST]
    return [
        place
        for place, stems in STEMS.items()
        if any(" " in stem and stem in plain for stem in stems)
    ]


def _side(word: str) -> Side | None:
    if word in LEFT:
        return Side.LEFT
    return Side.RIGHT if word in RIGHT else None


def _place(word: str) -> Place | None:
    """The place that a word names, by its beginning, its end in a compound, or nearly."""
    for written in (_with_umlauts(word), word):
        for known, place in BELONGS_ELSEWHERE.items():
            if written.startswith(known):
                return place
        found = WHOLE_WORDS.get(written) or _by_stem(written)
        if found is not None:
            return found
    if len(word) < _LEAST_LETTERS or _side(word) is not None:
        return None
    whole = {stem: place for place, stems in STEMS.items() for stem in stems}
    from difflib import get_close_matches

    near = get_close_matches(
        word, [stem for stem in whole if len(stem) >= _LEAST_LETTERS], 1, _NEAR
    )
    return whole[near[0]] if near else None


def _by_stem(word: str) -> Place | None:
    begins = [
        (len(stem), place)
        for place, stems in STEMS.items()
        for stem in stems
        if word.startswith(stem)
        or (len(stem) >= _LEAST_LETTERS and word.endswith(stem))
        or (stem == "arm" and word in ("oberarm", "unterarm", "forearm", "linkerarm"))
    ]
    begins += [
        (len(stem), place)
        for place, stems in OTHER_STEMS.items()
        for stem in stems
        if word.startswith(stem)
    ]
    return max(begins, key=lambda found: found[0])[1] if begins else None


def _with_umlauts(word: str) -> str:
    """The same with ae, oe and ue as the umlauts that they may stand for."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
