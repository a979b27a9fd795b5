"""What who sits before the screens waits for, and what watching a workout costs it."""

from benchmarks.against.builds import Build
from benchmarks.against.figure import Figure


def _screens(word: str, build: Build) -> float:
    return build.figure("screens", word)


FIGURES = (
    Figure(
        "first frame of the home screen", "s", lambda build: _screens("first", build), 1.0, rounds=7
    ),
    Figure("from screen to screen", "s", lambda build: _screens("switch", build), 0.5),
    Figure(
        "CPU of a live workout, watched by a page and a line / not watched",
        "times",
        lambda build: _screens("watched", build),
        1.05,
        of_base=False,
    ),
)
