"""Writes a replay to files: a cast, a picture."""

import re
from pathlib import Path

from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.examined import examined
from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.errors import DONE, UsageError
from runwalk_tui.tui.film import Film
from runwalk_tui.tui.picture import FilmError
from runwalk_tui.tui.start import film_replay
from runwalk_tui.units.parse import parse_time_s

LEAST, MOST = (60, 18), (300, 100)
"""Columns and rows that the run screen fits in, and that anybody can show."""


def film(
    session: str,
    mine: EffectiveSettings,
    *,
    cast: Path | None,
    svg: Path | None,
    at: str,
    rate: float,
    size: str,
    force: bool,
) -> int:
    """Writes the files that are asked for, and says which.

    Raises:
        UsageError: If an option makes no sense.
        FilmError: If a file is there already, or cannot be written.
    """
    if not 1 <= rate <= 100:
        raise UsageError(refusals.FILM_RATE.format(rate=f"{rate:g}"))
    if svg is not None and not at:
        raise UsageError(refusals.NO_MOMENT)
    files = [file for file in (cast, svg) if file is not None]
    for file in files:
        if file.exists() and not force:
            raise FilmError(file, refusals.IS_THERE)
    asked = Film(_size(size), cast, rate, svg, _moment_s(at))
    film_replay(session, mine, examined, asked)
    for file in files:
        print(file)
    return DONE


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{2,3})x([0-9]{2,3})", text)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (LEAST[0] <= size[0] <= MOST[0] and LEAST[1] <= size[1] <= MOST[1]):
        raise UsageError(refusals.FILM_SIZE.format(size=text))
    return size


def _moment_s(text: str) -> float:
    try:
        return parse_time_s(text) if text else 0.0
    except ValueError as error:
        raise UsageError(refusals.FILM_MOMENT.format(at=text)) from error
