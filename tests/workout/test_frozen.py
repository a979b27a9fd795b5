"""A quickly made frozen dataclass is one of the standard library's in all that can be seen."""

import copy
import dataclasses
import inspect
import math
import pickle
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from runwalk_tui.workout.frozen import dataclass

ROOT = Path(__file__).resolve().parents[2]
DECORATORS = {
    ROOT / "runwalk_tui": "runwalk_tui.workout.frozen",
    ROOT / "devices" / "runwalk_devices": "runwalk_devices.frozen",
}


@dataclass(frozen=True, slots=True)
class _Base:
    """Has a field that is required."""

    t: float


@dataclass(frozen=True, slots=True)
class Quick(_Base):
    """Has all that the program's classes have."""

    name: str = "Ann"
    note: str = dataclasses.field(default="", compare=False, repr=False)
    steps: Mapping[str, int] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class _UsualBase:
    t: float


@dataclasses.dataclass(frozen=True, slots=True)
class Usual(_UsualBase):
    name: str = "Ann"
    note: str = dataclasses.field(default="", compare=False, repr=False)
    steps: Mapping[str, int] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Nothing:
    """Has no field."""


@dataclass(frozen=True)
class Checked:
    """Refuses what cannot be; has no slots."""

    kmh: float

    def __post_init__(self) -> None:
        if self.kmh < 0:
            raise ValueError(self.kmh)

    def __repr__(self) -> str:
        return f"{self.kmh} km/h"


def test_its_fields_and_arguments_are_those_of_the_standard_library() -> None:
    assert [str(each) for each in dataclasses.fields(Quick)] == [
        str(each) for each in dataclasses.fields(Usual)
    ]
    quick, usual = (inspect.signature(each).parameters.values() for each in (Quick, Usual))
    assert [(each.name, each.kind, each.annotation) for each in quick] == [
        (each.name, each.kind, each.annotation) for each in usual
    ]
    assert Quick.__match_args__ == Usual.__match_args__
    assert not hasattr(Quick(1.0), "__dict__")


def test_its_values_look_the_same() -> None:
    assert repr(Quick(1.5, note="unseen")) == repr(Usual(1.5, note="unseen")).replace(
        "Usual", "Quick"
    )
    assert dataclasses.asdict(Quick(2.0, "Bo")) == dataclasses.asdict(Usual(2.0, "Bo"))
    assert repr(Checked(5.0)) == "5.0 km/h"


def test_it_compares_all_that_is_compared() -> None:
    assert Quick(1.0, note="one") == Quick(1.0, note="other")
    assert Quick(1.0) != Quick(2.0)
    base: object = _Base(1.0)
    assert Quick(1.0) != base
    assert _Base(math.nan) != _Base(float("nan"))
    assert _Base(math.nan) == _Base(math.nan)
    assert hash(_Base(3.0)) == hash(_Base(3.0))
    assert len({Nothing(), Nothing(), _Base(1.0), _Base(2.0)}) == 3


def test_each_value_has_a_new_default() -> None:
    assert Quick(1.0).steps is not Quick(1.0).steps


def test_nothing_can_be_changed() -> None:
    value, name = Quick(1.0), "t"
    with pytest.raises(dataclasses.FrozenInstanceError, match="'t'"):
        setattr(value, name, 2.0)
    with pytest.raises(dataclasses.FrozenInstanceError, match="'t'"):
        delattr(value, name)
    assert value.t == 1.0


def test_a_changed_copy_is_checked_as_a_new_value_is() -> None:
    assert dataclasses.replace(Quick(1.0), name="Bo") == Quick(1.0, "Bo")
    with pytest.raises(ValueError, match="-1"):
        dataclasses.replace(Checked(1.0), kmh=-1)


@pytest.mark.parametrize("value", [Quick(1.0, "Bo", "note", {"run": 3}), Checked(2.0), Nothing()])
def test_a_copy_and_a_pickle_are_equal(value: object) -> None:
    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value


def test_another_kind_of_dataclass_is_the_standard_librarys() -> None:
    @dataclass
    class Count:
        """Can be changed."""

        of: int = 0

    count = Count()
    count.of += 1
    assert count == Count(1)


def test_every_frozen_class_of_the_program_is_made_quickly() -> None:
    slow = [
        file.name
        for package, decorator in DECORATORS.items()
        for file in package.rglob("*.py")
        if re.search(r"@dataclass\(frozen=True(, slots=True)?\)", text := file.read_text("utf-8"))
        and f"from {decorator} import dataclass" not in text
    ]
    assert not slow
