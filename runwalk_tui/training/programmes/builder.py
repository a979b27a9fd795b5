"""Builds a workout out of rounds: warm-up, as many rounds as fit or as are wished, cool-down."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from runwalk_tui.training import sentences_of_rounds as texts
from runwalk_tui.training.programmes.ratios import Ratio
from runwalk_tui.units.constants import METRES_PER_MILE
from runwalk_tui.units.format import clock
from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.plan import Kind, Step

Round = tuple[Step, ...]
"""The part that is repeated: one run or more, and the walk that ends it."""

SHORTEST_PART_S, LONGEST_PART_S = 5.0, 3600.0
"""Of a run or a walk within a round."""

GENTLEST, BOLDEST = Ratio(60, 240), Ratio(600, 60)
"""Ratios from 1:4 to 10:1."""


LONGEST_BURST_S = 90.0
"""A sprint burst lasts from a few seconds up to 60 or 90."""

SHORTEST_AROUND_S, USUAL_AROUND_S, LONGEST_AROUND_S = 60.0, 300.0, 1800.0
"""Of a warm-up, which is 5 to 10 minutes usually, and of a cool-down, which is always."""

SHORTEST_TOTAL_S, LONGEST_TOTAL_S = 600.0, 21_600.0
MOST_REPEATS = 200
MOST_STEPS = 2000

LEAST_LAST = 0.5
"""The last run may be shorter than the others to fill the time, down to this share of them."""


class SpecError(ValueError):
    """A workout that cannot be built.

    Attributes:
        key: The field of the specification to change.
    """

    def __init__(self, key: str, what: str) -> None:
        super().__init__(what)
        self.key = key


@dataclass(frozen=True, slots=True)
class Paces:
    """The speeds of the kinds of steps, in km/h."""

    walk_kmh: float = 5.0
    brisk_kmh: float = 6.0
    run_kmh: float = 8.5
    surge_kmh: float = 11.0


@dataclass(frozen=True, slots=True)
class Spec:
    """The description of a workout to be built.

    Attributes:
        rounds: At least one; each sort takes an equal share of the session, in this order.
        total_s: All of it, warm-up and cool-down included; either this or ``repeats``.
        repeats: How many rounds in all.
        warm_up_s, cool_down_s: 1 to 30 minutes each; the cool-down takes what no round fills.
        easy_s: Easy running between the warm-up and the first round; nobody sprints cold.
        paces: Speeds.
        incline_percent: Of all but warm-up and cool-down; None leaves the machine as it is.
    """

    rounds: tuple[Round, ...]
    total_s: float | None = None
    repeats: int | None = None
    warm_up_s: float = USUAL_AROUND_S
    cool_down_s: float = USUAL_AROUND_S
    easy_s: float = 0.0
    paces: Paces = Paces()
    incline_percent: float | None = None


def run_walk(ratio: Ratio, paces: Paces) -> Round:
    """A run and a walk.

    Raises:
        SpecError: If the ratio is not 1:4 to 10:1, or a part is not 5 s to 1 h.
    """
    for part_s in (ratio.run_s, ratio.walk_s):
        _check_part(part_s)
    if not GENTLEST.share - 1e-9 <= ratio.share <= BOLDEST.share + 1e-9:
        raise SpecError(
            "rounds", texts.RATIO.format(ratio=ratio.name, least=GENTLEST.name, most=BOLDEST.name)
        )
    return _run(paces, ratio.run_s), _walk(paces, ratio.walk_s)


def surges(hard_s: float, easy_s: float, walk_s: float, paces: Paces) -> Round:
    """Hard, easy, walk: 30, 90 and 60 seconds as a rule.

    Raises:
        SpecError: If a part is not 5 s to 1 h.
    """
    for part_s in (hard_s, easy_s, walk_s):
        _check_part(part_s)
    return (
        Step(Kind.SURGE, paces.surge_kmh, duration_s=hard_s),
        _run(paces, easy_s),
        _walk(paces, walk_s),
    )


def sprint(burst_s: float, walk_s: float, paces: Paces) -> Round:
    """A burst and a walk to recover in.

    Raises:
        SpecError: If the burst is longer than 90 s, or the walk shorter than the burst.
    """
    for part_s in (burst_s, walk_s):
        _check_part(part_s)
    if burst_s > LONGEST_BURST_S:
        raise SpecError("rounds", texts.BURST_TOO_LONG.format(seconds=burst_s))
    if walk_s < burst_s:
        raise SpecError("rounds", texts.BURST_NEEDS_A_WALK)
    return Step(Kind.SURGE, paces.surge_kmh, duration_s=burst_s), _walk(paces, walk_s)


def by_distance(run_m: float, walk_s: float, paces: Paces) -> Round:
    """A walk break every so often: 30 to 60 s a mile, or after 1 to 2 miles for a race.

    Raises:
        SpecError: If the run is not 100 m to 20 km, or the walk not 5 s to 1 h.
    """
    if not 100 <= run_m <= 20_000:
        raise SpecError("rounds", texts.RUN_LENGTH.format(metres=run_m))
    _check_part(walk_s)
    return Step(Kind.RUN, paces.run_kmh, distance_m=run_m), _walk(paces, walk_s)


def race(run_m: float, walk_s: float, paces: Paces) -> Round:
    """As in a race with walk breaks: 1 to 2 miles of running, 30 to 60 s of walking.

    Raises:
        SpecError: If it is anything else.
    """
    if not METRES_PER_MILE - 1 <= run_m <= 2 * METRES_PER_MILE + 1:
        raise SpecError("rounds", texts.RACE_RUNS)
    if not 30 <= walk_s <= 60:
        raise SpecError("rounds", texts.RACE_WALKS)
    return by_distance(run_m, walk_s, paces)


def hard(
    hard_s: float,
    walk_at_most_s: float,
    paces: Paces,
    hold_bpm: tuple[int, int],
    until_bpm: int,
) -> Round:
    """A hard run towards a heart rate, near 80 % of the maximum, and a walk until it is down.

    Raises:
        SpecError: If a part is not 5 s to 1 h, or the heart is to come down to what it goes up to.
    """
    for part_s in (hard_s, walk_at_most_s):
        _check_part(part_s)
    if until_bpm >= hold_bpm[0]:
        raise SpecError("rounds", texts.NO_REST.format(until=until_bpm, hold=hold_bpm[0]))
    walk = replace(_walk(paces, walk_at_most_s), until_bpm=until_bpm)
    return Step(Kind.SURGE, paces.surge_kmh, duration_s=hard_s, hold_bpm=hold_bpm), walk


def build(spec: Spec) -> tuple[Step, ...]:
    """The steps of a workout; it ends with a run and the cool-down that follows.

    Raises:
        SpecError: If it cannot be; says which field to change, and how.
    """
    _check(spec)
    main = tuple(_filled(spec) if spec.repeats is None else _repeated(spec))
    *main_runs, last = main
    warm_up = Step(Kind.WARM_UP, spec.paces.brisk_kmh, duration_s=spec.warm_up_s)
    easy = [_run(spec.paces, spec.easy_s)] if spec.easy_s else []
    steps = [*easy, *main_runs, *([] if last.kind is Kind.WALK else [last])]
    if spec.incline_percent is not None:
        steps = [replace(step, incline_percent=spec.incline_percent) for step in steps]
    cool_down_s = spec.cool_down_s
    if spec.total_s is not None:
        taken_s = spec.warm_up_s + sum(step.planned_s for step in steps)
        cool_down_s = float(round(spec.total_s - taken_s))
    level = None if spec.incline_percent is None else 0.0
    cool_down = Step(
        Kind.COOL_DOWN, spec.paces.walk_kmh, duration_s=cool_down_s, incline_percent=level
    )
    if len(steps) + 2 > MOST_STEPS:
        raise SpecError(
            "rounds", texts.TOO_MANY_STEPS.format(count=len(steps) + 2, most=MOST_STEPS)
        )
    return warm_up, *steps, cool_down


def _check(spec: Spec) -> None:
    paces = spec.paces
    for key, kmh in (
        ("walk", paces.walk_kmh),
        ("brisk", paces.brisk_kmh),
        ("run", paces.run_kmh),
        ("surge", paces.surge_kmh),
    ):
        if not 0 < kmh <= 20:
            raise SpecError(key, texts.SPEED.format(kmh=kmh))
    if paces.run_kmh <= paces.walk_kmh:
        raise SpecError("run", texts.RUN_ABOVE_WALK.format(run=paces.run_kmh, walk=paces.walk_kmh))
    for key, around_s in (("warm_up", spec.warm_up_s), ("cool_down", spec.cool_down_s)):
        if not SHORTEST_AROUND_S <= around_s <= LONGEST_AROUND_S:
            raise SpecError(key, texts.AROUND.format(length=clock(round(around_s))))
    if spec.incline_percent is not None and not -5 <= spec.incline_percent <= 15:
        raise SpecError("incline", texts.INCLINE.format(incline=spec.incline_percent))
    if (spec.total_s is None) == (spec.repeats is None):
        raise SpecError("total", texts.TOTAL_OR_REPEATS)
    if spec.repeats is not None and not len(spec.rounds) <= spec.repeats <= MOST_REPEATS:
        raise SpecError(
            "repeats",
            texts.REPEATS.format(count=spec.repeats, least=len(spec.rounds), most=MOST_REPEATS),
        )
    if spec.total_s is not None and not SHORTEST_TOTAL_S <= spec.total_s <= LONGEST_TOTAL_S:
        raise SpecError("total", texts.TOTAL.format(length=clock(round(spec.total_s))))


def _repeated(spec: Spec) -> Iterator[Step]:
    """As many rounds as are wished, each sort as often as the others or once more."""
    assert spec.repeats is not None
    left = spec.repeats
    for index, each in enumerate(spec.rounds):
        count = ceil(left / (len(spec.rounds) - index))
        left -= count
        yield from each * count


def _filled(spec: Spec) -> Iterator[Step]:
    """As many rounds as fit into the total, each sort in its share of the time."""
    assert spec.total_s is not None
    around_s = spec.warm_up_s + spec.easy_s + spec.cool_down_s
    main_s = spec.total_s - around_s
    least_s = _length_s(spec.rounds) - spec.rounds[-1][-1].planned_s
    if main_s < least_s - 1e-9:
        raise SpecError(
            "total",
            texts.NO_ROOM.format(
                length=clock(round(spec.total_s)), least=clock(ceil((around_s + least_s) / 60) * 60)
            ),
        )
    used_s = 0.0
    for index, each in enumerate(spec.rounds[:-1], start=1):
        room_s = main_s - used_s - _length_s(spec.rounds[index:]) + spec.rounds[-1][-1].planned_s
        wanted = (main_s * index / len(spec.rounds) - used_s) / _length_s([each])
        count = max(1, min(round(wanted), int(room_s / _length_s([each]) + 1e-9)))
        used_s += count * _length_s([each])
        yield from each * count
    yield from _last_rounds(spec.rounds[-1], main_s - used_s)


def _last_rounds(each: Round, room_s: float) -> Iterator[Step]:
    """Whole rounds, then their beginning without the walk if that fits, or a shorter run."""
    count = int(room_s / _length_s([each]) + 1e-9)
    rest_s = room_s - count * _length_s([each])
    yield from each * count
    first, *others = runs = each[:-1]
    if rest_s >= _length_s([runs]) - 1e-9:
        yield from runs
    elif not others and first.kind is Kind.RUN and rest_s >= LEAST_LAST * first.planned_s:
        yield _shortened(first, rest_s)


def _shortened(run: Step, seconds: float) -> Step:
    """A run of so many seconds; one by distance in whole tens of metres."""
    if run.distance_m is None:
        return replace(run, duration_s=float(round(seconds)))
    return replace(run, distance_m=run.distance_m * seconds / run.planned_s // 10 * 10)


def _length_s(rounds: Sequence[Round]) -> float:
    return sum(step.planned_s for each in rounds for step in each)


def _run(paces: Paces, seconds: float) -> Step:
    return Step(Kind.RUN, paces.run_kmh, duration_s=seconds)


def _walk(paces: Paces, seconds: float) -> Step:
    return Step(Kind.WALK, paces.walk_kmh, duration_s=seconds)


def _check_part(seconds: float) -> None:
    if not SHORTEST_PART_S <= seconds <= LONGEST_PART_S:
        raise SpecError("rounds", texts.PART.format(length=clock(round(seconds))))
