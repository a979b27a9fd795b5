"""What each command costs before it does anything, and what waits beside a workout."""

from functools import partial

from benchmarks.against.builds import Build
from benchmarks.against.figure import Figure, of_program


def _cpu_s(words: tuple[str, ...], build: Build) -> float:
    return build.cpu_s(*words)


FIGURES = (
    *(
        Figure(
            f"runwalk {' '.join(words)}", "s of CPU", partial(_cpu_s, words), 0.45, rounds=rounds
        )
        for words, rounds in (
            (("plans",), 7),
            (("history",), 7),
            (("today",), 7),
            (("progress",), 7),
            (("devices", "--virtual"), 2),
        )
    ),
    of_program(
        "memory of a live workout on the screen / empty Textual app",
        "times",
        "memory",
        target=1.35,
        of_base=False,
        rounds=2,
    ),
    of_program(
        "first frame of the run screen / of an empty Textual app",
        "times",
        "first_frame",
        target=1.2,
        of_base=False,
    ),
    of_program(
        "memory of a waiting watchdog / empty Textual app",
        "times",
        "waiting",
        target=0.45,
        of_base=False,
    ),
)
