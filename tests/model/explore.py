"""Breadth first through the core: each letter in each state, until a depth is reached."""

from collections.abc import Hashable
from dataclasses import dataclass, field

from runwalk_tui.workout.session import Phase
from tests.model.abstraction import abstraction
from tests.model.alphabet import ALPHABET, State, roots, step
from tests.model.rules import RULES, Step


@dataclass(frozen=True)
class Fault:
    """A rule that is broken, and the shortest way that was found to it."""

    rule: int
    what: str
    way: tuple[str, ...]

    def __str__(self) -> str:
        return f"rule {self.rule}: {self.what}\n    {' > '.join(self.way)}"


@dataclass
class Found:
    """What a search came to.

    Attributes:
        states: So many that differ.
        steps: So many letters were tried.
        depth: All letters were tried in all states less far than this from where it began.
        phases: The phases that were seen.
        faults: The first way to each, by rule and words.
    """

    states: int = 0
    steps: int = 0
    depth: int = 0
    phases: set[Phase] = field(default_factory=set)
    faults: dict[tuple[int, str], Fault] = field(default_factory=dict)


def explore(depth: int, most_states: int = 10**9) -> Found:
    """Tries every letter in every state up to ``depth`` letters away from the ways in.

    Stops before a depth that would begin with more than ``most_states``.
    """
    found = Found()
    seen: set[Hashable] = set()
    edge: list[tuple[State, tuple[str, ...]]] = []
    for checked in (True, False):
        for name, state in roots(checked=checked).items():
            edge.append((state, (name if checked else f"{name} (a stranger)",)))
            seen.add(abstraction(state))
    for _ in range(depth):
        if len(seen) > most_states:
            break
        edge = _next(edge, seen, found)
        found.depth += 1
    found.states = len(seen)
    return found


def _next(
    edge: list[tuple[State, tuple[str, ...]]], seen: set[Hashable], found: Found
) -> list[tuple[State, tuple[str, ...]]]:
    following: list[tuple[State, tuple[str, ...]]] = []
    for before, way in edge:
        found.phases.add(before.session.phase)
        for letter in ALPHABET:
            after, log = step(before, letter)
            found.steps += 1
            _judge(Step(before, after, log), (*way, letter.name), found)
            key = abstraction(after)
            if key not in seen:
                seen.add(key)
                following.append((after, (*way, letter.name)))
    return following


def _judge(taken: Step, way: tuple[str, ...], found: Found) -> None:
    for number, rule in RULES.items():
        what = rule(taken)
        if what is not None:
            found.faults.setdefault((number, what), Fault(number, what, way))
