"""Treadmills that others have reported on: one TOML file a maker in ``devices/machines``."""

from collections.abc import Mapping
from dataclasses import field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, Final

from runwalk_devices.frozen import dataclass
from runwalk_devices.treadmill.quirks import QuirkShown

_HERE: Final = Path(__file__).resolve().parents[1]


class CatalogueError(ValueError):
    """A file of the catalogue is wrong; the message names it and the fault in one line."""


@dataclass(frozen=True, slots=True)
class KnownMachine:
    """The facts that have been reported of a model.

    Attributes:
        maker: Who makes it.
        model: Which of the maker's it is.
        names: What it advertises itself as, in any case; ``*`` and ``?`` stand for characters.
        does: What it does, each a clause that goes on from its name.
        sources: Where that was reported, and in which version.
        firmware: On which it was seen, as far as that is known.
        habits: What a client does differently with it.
        virtual: Behaviours of the simulator that make a virtual treadmill do the same.
        speaks: The virtual machine that speaks as it does.
        fastest_kmh: Its highest speed, where it does not tell that itself.
    """

    maker: str
    model: str
    names: tuple[str, ...]
    does: tuple[str, ...]
    sources: tuple[str, ...]
    firmware: tuple[str, ...] = ()
    habits: QuirkShown = field(default_factory=QuirkShown)
    virtual: str = ""
    speaks: str = "treadmill"
    fastest_kmh: float | None = None

    @property
    def called(self) -> str:
        """The maker and the model, as one name."""
        return f"{self.maker} {self.model}"

    def is_called(self, name: str) -> bool:
        """Return True if a treadmill that advertises ``name`` is one of these."""
        return any(fnmatchcase(name.casefold(), pattern.casefold()) for pattern in self.names)


def machines_folder() -> Path:
    """The folder of the catalogue: inside the package in a wheel, beside it in a checkout."""
    installed = _HERE / "machines"
    return installed if installed.is_dir() else _HERE.parent / "machines"


@cache
def known_machines() -> tuple[KnownMachine, ...]:
    """Return the catalogue, by maker.

    Raises:
        CatalogueError: If a file of it is wrong.
    """
    files = sorted(machines_folder().glob("*.toml"))
    return tuple(machine for file in files for machine in read_machines(file))


def machine_called(name: str | None) -> KnownMachine | None:
    """Return the first model of the catalogue that a treadmill of that name can be."""
    return next((one for one in known_machines() if name and one.is_called(name)), None)


def read_machines(file: Path) -> list[KnownMachine]:
    """Return the models of one maker.

    Raises:
        CatalogueError: If the file is not TOML, or a key is unknown, missing or of another kind.
    """
    import tomllib

    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        maker = tables.pop("maker")
        return [_machine(maker, table) for table in tables["machine"]]
    except (KeyError, TypeError, ValueError) as error:
        raise CatalogueError(f"{file.name}: {error}") from error


def _machine(maker: str, table: Mapping[str, Any]) -> KnownMachine:
    lists: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in table.items()
    }
    habits = QuirkShown(**lists.pop("habits", {}))
    return KnownMachine(maker, habits=habits, **lists)
