"""Zwift workouts (.zwo), those of runs: a file in, the workout out.

Zwift publishes no description. What files hold was read off Zwift's own 394 run workouts and the
sources of QDomyos-Zwift and zwo-editor:

- ``Power`` of a run is a fraction of the runner's race speed over the distance that ``pace`` names:
  0 a mile, 1 5 km, 2 10 km, 3 a half marathon, 4 a marathon. Other values occur and mean nothing.
- ``thresholdSecPerKm`` gives the speed that is 1.0, and then counts more than ``pace``.
- ``durationType`` says "time" or "distance"; without it, which is usual, programs disagree.
- ``SteadyState Speed`` is m/s, ``Step Speed`` km/h; ``Incline`` a fraction up to 0.4, else percent.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.exchange import sentences_of_workouts as texts
from runwalk_tui.exchange.foreign import (
    EASY_SHARE,
    Answers,
    ForeignStep,
    ForeignWorkout,
    OpenQuestionError,
    number,
    repeated,
)
from runwalk_tui.exchange.xml import children, lower_tag, parse_xml, text_of
from runwalk_tui.training.programmes.magic_mile import Race, race_pace_s
from runwalk_tui.units.constants import METRES_PER_MILE
from runwalk_tui.workout.plan import Kind, Plan

FORMAT: Final = "a Zwift workout"

_RACES: Final[tuple[Race | None, ...]] = (None, "5k", "10k", "half", "marathon")
"""In the order of `texts.PACES`; None is a mile."""

_MOST_FRACTION_INCLINE: Final = 0.4
_PASSED_OVER: Final = {"textevent", "textnotification", "gameplayevent"}


def read_zwo(data: bytes, answers: Answers) -> ForeignWorkout:
    """Read a workout for running, or for a bike, whose powers are shares of the rider's FTP.

    Raises:
        OpenQuestionError: If it leaves open what only the runner knows.
        ValueError: If it is no such workout, or has something wrong in it; says where.
    """
    root = parse_xml(data)
    if lower_tag(root) != "workout_file":
        raise ValueError(texts.NO_ZWO)
    sport = text_of(root, "sporttype").lower()
    if sport not in ("", "run", "bike"):
        raise ValueError(texts.ZWO_SPORT.format(sport=plain(sport)[:20]))
    body = next((child for tag, _, child in children(root) if tag == "workout"), None)
    if body is None:
        raise ValueError(texts.NO_WORKOUT_TAG)
    file = _File(root, answers, rides=sport == "bike")
    if not sport:
        file.notes.append(texts.NO_SPORT)
    steps = tuple(file.steps(body))
    if not steps:
        raise ValueError(texts.NO_STEP)
    return ForeignWorkout(
        title=plain(text_of(root, "name"))[:60],
        about=plain(text_of(root, "description")),
        steps=steps,
        notes=tuple(dict.fromkeys(file.notes)),
        format=FORMAT,
    )


@dataclass
class _File:
    """One file being read: what its steps are counted in."""

    root: Element
    answers: Answers
    rides: bool = False
    notes: list[str] = field(default_factory=list)

    def steps(self, body: Element) -> Iterator[ForeignStep]:
        count = 0
        for index, (tag, given, child) in enumerate(children(body), 1):
            where = texts.STEP_OF_KIND.format(number=index, tag=plain(str(child.tag))[:20])
            if tag in _PASSED_OVER:
                continue
            if any(name.startswith("text") for name, _, _ in children(child)):
                self.notes.append(texts.NO_MESSAGES)
            for step in self._element(tag, given, where, count):
                count += 1
                yield step

    def _element(
        self, tag: str, given: dict[str, str], where: str, so_far: int
    ) -> Iterator[ForeignStep]:
        match tag:
            case "warmup" | "cooldown" | "ramp":
                yield self._ramp(tag, given, where)
            case "steadystate" | "solidstate" | "step" | "maxeffort":
                yield self._steady(tag, given, where)
            case "freeride" | "freerun":
                self.notes.append(texts.FREE_RUN)
                yield self._made(given, where, None, None, Kind.RUN)
            case "intervalst":
                rounds = number(given.get("repeat", "1"), where, "Repeat", least=1)
                pair = (self._half("on", given, where), self._half("off", given, where))
                yield from repeated(int(rounds or 1), pair, where, so_far)
            case _:
                raise ValueError(texts.NO_ZWO_STEP.format(where=where))

    def _ramp(self, tag: str, given: dict[str, str], where: str) -> ForeignStep:
        """Zwift writes the start of every ramp as PowerLow, of a cool-down too."""
        kind = {"warmup": Kind.WARM_UP, "cooldown": Kind.COOL_DOWN}.get(tag)
        low = number(given.get("powerlow", given.get("power")), where, "PowerLow", most=5)
        high = number(given.get("powerhigh", given.get("power")), where, "PowerHigh", most=5)
        start = None if low is None else self._kmh(low, given, where)
        end = None if high is None else self._kmh(high, given, where)
        return self._made(given, where, start, end, kind)

    def _steady(self, tag: str, given: dict[str, str], where: str) -> ForeignStep:
        speed = number(given.get("speed"), where, "Speed", most=100)
        if speed is not None:
            kmh: float | None = speed if tag == "step" else speed * 3.6
        else:
            power = number(given.get("power"), where, "Power", most=5)
            kmh = None if power is None else self._kmh(power, given, where)
        return self._made(given, where, kmh, None, Kind.SURGE if tag == "maxeffort" else None)

    def _half(self, half: str, given: dict[str, str], where: str) -> ForeignStep:
        """The work or the rest of an interval; a ramp within one becomes its mean."""
        powers = [
            value
            for key in (f"{half}power", f"power{half}high", f"power{half}low")
            if (value := number(given.get(key), where, key, most=5)) is not None
        ]
        kmh = self._kmh(sum(powers) / len(powers), given, where) if powers else None
        if not powers:
            self.notes.append(texts.INTERVALS_WITHOUT_SPEED)
        kind = None if powers else (Kind.RUN if half == "on" else Kind.WALK)
        length = {**given, "duration": given.get(f"{half}duration", "")}
        return self._made(length, where, kmh, None, kind)

    def _made(
        self,
        given: dict[str, str],
        where: str,
        start: float | None,
        end: float | None,
        kind: Kind | None,
    ) -> ForeignStep:
        length = number(given.get("duration"), where, "Duration", most=200_000)
        if not length:
            raise ValueError(texts.NO_DURATION.format(where=where))
        is_metres = not self.rides and self._is_metres()
        incline = number(given.get("incline"), where, "Incline", least=-40, most=40)
        if incline is not None and abs(incline) <= _MOST_FRACTION_INCLINE:
            incline *= 100
        if self.rides:
            kind = kind or (Kind.WALK if (start or 0) <= EASY_SHARE else Kind.RUN)
            return ForeignStep(
                seconds=length, power_share=start, end_share=end, kind=kind, where=where
            )
        return ForeignStep(
            seconds=None if is_metres else length,
            metres=length if is_metres else None,
            speed_kmh=start,
            end_kmh=end,
            incline_percent=incline or None,
            kind=kind,
            where=where,
        )

    def _is_metres(self) -> bool:
        said = text_of(self.root, "durationtype").lower()
        if said in ("time", "distance"):
            return said == "distance"
        if self.answers.lengths is None:
            raise OpenQuestionError(
                "lengths",
                texts.WHICH_LENGTHS,
                texts.OPTION_LENGTHS,
            )
        self.notes.append(texts.LENGTHS_READ_AS.format(lengths=texts.LENGTHS[self.answers.lengths]))
        return self.answers.lengths == "metres"

    def _kmh(self, fraction: float, given: dict[str, str], where: str) -> float:
        """The speed that is ``fraction`` of the runner's own; on a bike the share itself."""
        if self.rides:
            return fraction
        threshold = number(
            text_of(self.root, "thresholdsecperkm"), "thresholdSecPerKm", least=60, most=3600
        )
        if threshold:
            self.notes.append(texts.BY_THRESHOLD.format(kmh=3600 / threshold))
            return fraction * 3600 / threshold
        slot = number(given.get("pace", "0"), where, "pace", least=-1e12, most=1e12)
        index = int(slot) if slot is not None and 0 <= slot < len(_RACES) else -1
        if index < 0:
            self.notes.append(texts.PACE_OF_5_KM)
            index = 1
        pace, race = texts.PACES[index], _RACES[index]
        if self.answers.mile_s is None:
            raise OpenQuestionError(
                "mile",
                texts.WHICH_MILE.format(pace=pace),
                "--mile 9:30",
            )
        pace_s = self.answers.mile_s if race is None else race_pace_s(self.answers.mile_s, race)
        kmh = METRES_PER_MILE / pace_s * 3.6
        self.notes.append(texts.PACE_BY_MILE.format(pace=pace, kmh=kmh))
        return fraction * kmh


def encode_zwo(plan: Plan) -> bytes:
    """Encode a plan as a Zwift run workout by time, in UTF-8.

    Speeds are fractions of a threshold of 10 km/h, which the file names, so no race pace is needed
    to read it. Steps by distance become the time that they take; endings by heart rate become
    their longest time, and heart rates to keep are left out: the format has no words for them.
    """
    root = Element("workout_file")
    for tag, text in (
        ("author", "runwalk-tui"),
        ("name", plan.title),
        ("description", plan.about),
        ("sportType", "run"),
        ("durationType", "time"),
        ("thresholdSecPerKm", "360"),
    ):
        SubElement(root, tag).text = text
    body = SubElement(root, "workout")
    for step in plan.steps:
        fraction = f"{step.speed_kmh / 10:.3f}"
        attributes = {"Duration": str(max(1, round(step.planned_s)))}
        tag = _TAGS.get(step.kind, "SteadyState")
        if tag == "SteadyState":
            attributes["Power"] = fraction
        else:
            attributes |= {"PowerLow": fraction, "PowerHigh": fraction}
        if step.incline_percent is not None:
            attributes["Incline"] = f"{step.incline_percent / 100:g}"
        SubElement(body, tag, attributes)
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


_TAGS: Final = {Kind.WARM_UP: "Warmup", Kind.COOL_DOWN: "Cooldown"}
