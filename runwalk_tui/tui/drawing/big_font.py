"""Letters and digits of half blocks at any size, legible from the belt.

A glyph is a few pen strokes on a lattice of 5 by 7 points. A square pen, a fraction of the height
wide, follows them on a grid of square pixels (two in a character cell), so uprights and bars stay
sharp at every size. Then the outer corners are rounded.
"""

from functools import lru_cache

LEAST_PX = 5
"""Letters less tall are no letters."""

Bitmap = tuple[tuple[bool, ...], ...]

_STROKES = {
    "0": "00 40 46 06 00",
    "1": "01 20 26",
    "2": "00 40 43 03 06 46",
    "3": "00 40 46 06 / 13 43",
    "4": "00 03 43 / 40 46",
    "5": "40 00 03 43 46 06",
    "6": "40 00 06 46 43 03",
    "7": "00 40 26",
    "8": "00 40 46 06 00 / 03 43",
    "9": "06 46 40 00 03 43",
    "A": "06 00 40 46 / 03 43",
    "B": "00 30 33 03 / 33 43 46 06 00",
    "C": "40 00 06 46",
    "D": "00 30 41 45 36 06 00",
    "E": "40 00 06 46 / 03 33",
    "F": "40 00 06 / 03 33",
    "G": "40 00 06 46 44 34",
    "H": "00 06 / 40 46 / 03 43",
    "I": "00 06",
    "J": "40 46 06 04",
    "K": "00 06 / 40 03 46",
    "L": "00 06 46",
    "M": "06 00 22 40 46",
    "N": "06 00 46 40",
    "O": "00 40 46 06 00",
    "P": "06 00 40 43 03",
    "Q": "00 40 46 06 00 / 24 46",
    "R": "06 00 40 43 03 / 13 46",
    "S": "40 10 01 02 13 33 44 45 36 06",
    "T": "00 40 / 20 26",
    "U": "00 06 46 40",
    "V": "00 26 40",
    "W": "00 06 24 46 40",
    "X": "00 46 / 40 06",
    "Y": "00 23 40 / 23 26",
    "Z": "00 40 06 46",
    ":": "01 / 05",
    ".": "06",
    ",": "05 06",
    "-": "03 43",
    "+": "03 43 / 21 25",
    " ": "",
}
_THIN = {
    "B": "00 20 / 03 23 / 06 26 / 41 42 / 44 45 / 00 06",
    "D": "00 20 42 44 26 06 00",
    "S": "40 20 01 02 23 44 45 26 06",
}
"""Strokes of a pen one pixel wide, where the usual ones would look like another letter's."""

_SHARP_LEFT = frozenset("BDEFHKLMNPRTVWXYZ145")
_NARROW = frozenset("I:.,")
_WIDE = frozenset("MW")
_ROUND = frozenset("O")
"""A little wider than a digit: a letter that is round all over, unlike zero."""


def stem_px(height_px: int) -> int:
    """The pen's width for letters ``height_px`` tall."""
    return max(1, round(height_px * 0.19))


def width_px(text: str, height_px: int) -> int:
    """Pixels, which are columns, that ``text`` takes at ``height_px``."""
    if not text:
        return 0
    gap = _gap_px(height_px)
    return sum(_glyph_px(character, height_px) + gap for character in text) - gap


def fit_px(text: str, columns: int, rows: int) -> int:
    """The greatest height in pixels at which ``text`` fits; 0 where not even the least does."""
    for height_px in range(2 * rows, LEAST_PX - 1, -1):
        if width_px(text, height_px) <= columns:
            return height_px
    return 0


@lru_cache(maxsize=256)
def letters(text: str, height_px: int) -> list[str]:
    """``text`` in rows of half blocks; an odd height leaves its last half row empty.

    Args:
        text: At least one of A to Z, 0 to 9, colon, dot, comma, dash, plus and space; any other
            looks like a dash.
        height_px: At least `LEAST_PX`; two pixels a row.
    """
    gap = ((False,) * _gap_px(height_px),) * height_px
    bitmaps: list[Bitmap] = []
    for character in text:
        bitmaps += [_bitmap(character, height_px), gap]
    rows = [sum(parts, ()) for parts in zip(*bitmaps[:-1], strict=True)]
    if len(rows) % 2:
        rows.append((False,) * len(rows[0]))
    return [
        "".join(map(_half_block, top, bottom))
        for top, bottom in zip(rows[::2], rows[1::2], strict=True)
    ]


def _half_block(top: bool, bottom: bool) -> str:
    return ("█" if bottom else "▀") if top else ("▄" if bottom else " ")


def _gap_px(height_px: int) -> int:
    return max(1, round(height_px * 0.13))


def _glyph_px(character: str, height_px: int) -> int:
    stem = stem_px(height_px)
    if character in _NARROW:
        return stem
    if character == " ":
        return max(2, round(height_px * 0.3))
    regular = max(3, 2 * stem + round(height_px * 0.24))
    if stem == 1 and character in "MNW":
        return 4 if character == "N" else 5
    if character in _ROUND:
        return regular + max(1, stem // 2)
    return regular + stem if character in _WIDE else regular


@lru_cache(maxsize=512)
def _bitmap(character: str, height_px: int) -> Bitmap:
    pen, width = stem_px(height_px), _glyph_px(character, height_px)
    pixels = [[False] * width for _ in range(height_px)]
    across, down = width - pen, height_px - pen
    strokes = _STROKES.get(character, _STROKES["-"])
    if pen == 1:
        strokes = _THIN.get(character, strokes)
    for stroke in strokes.split(" / "):
        points = [
            (round(int(point[0]) * across / 4), round(int(point[1]) * down / 6))
            for point in stroke.split()
        ]
        for (x0, y0), (x1, y1) in zip(points, points[1:] or points, strict=False):
            _draw(pixels, pen, x0, y0, x1, y1)
    _round_corners(pixels, pen, spare_left=character in _SHARP_LEFT)
    return tuple(tuple(row) for row in pixels)


def _draw(pixels: list[list[bool]], pen: int, x0: int, y0: int, x1: int, y1: int) -> None:
    """Moves the square pen from one point to the other."""
    steps = max(abs(x1 - x0), abs(y1 - y0), 1)
    for step in range(steps + 1):
        left = round(x0 + (x1 - x0) * step / steps)
        top = round(y0 + (y1 - y0) * step / steps)
        for row in pixels[top : top + pen]:
            row[left : left + pen] = [True] * pen


def _round_corners(pixels: list[list[bool]], pen: int, *, spare_left: bool) -> None:
    """Cuts the outer corners of the glyph's box where two strokes meet there."""
    height, width = len(pixels), len(pixels[0])
    if pen < 2 or width <= 2 * pen:
        return
    radius = pen + 1
    reach = min(width, height) // 2
    for bottom in (False, True):
        for right in (False, True):
            if spare_left and not right:
                continue
            rows = [height - 1 - i if bottom else i for i in range(radius)]
            columns = [width - 1 - i if right else i for i in range(radius)]
            along_x = [width - 1 - i if right else i for i in range(reach)]
            along_y = [height - 1 - i if bottom else i for i in range(reach)]
            if not all(pixels[rows[0]][x] for x in along_x):
                continue
            if not all(pixels[y][columns[0]] for y in along_y):
                continue
            for i, y in enumerate(rows):
                for j, x in enumerate(columns):
                    if (radius - i - 0.5) ** 2 + (radius - j - 0.5) ** 2 > radius**2:
                        pixels[y][x] = False
