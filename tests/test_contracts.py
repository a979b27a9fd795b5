"""The import contracts hold, and each breaks where one forbidden import is planted."""

import sys
from copy import deepcopy
from functools import cache
from pathlib import Path

import grimp
import pytest
from importlinter.api import read_configuration
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import Contract

ROOT = Path(__file__).resolve().parents[1]
KINDS: dict[str, type[Contract]] = {
    "acyclic_siblings": AcyclicSiblingsContract,
    "forbidden": ForbiddenContract,
    "layers": LayersContract,
}

# Who imports what he may not, and the contract that says so.
PLANTED = [
    (
        "runwalk_tui.coaching.facts",
        "runwalk_tui.tui.navigator",
        "runwalk_tui: imports point one way",
    ),
    (
        "runwalk_tui.config.profiles",
        "runwalk_tui.coaching.service",
        "runwalk_tui: imports point one way",
    ),
    ("runwalk_tui.units.parse", "runwalk_tui.config.paths", "runwalk_tui: imports point one way"),
    (
        "runwalk_tui.tui.navigator",
        "runwalk_tui.doctor.finding",
        "runwalk_tui: imports point one way",
    ),
    (
        "runwalk_tui.journal.reader",
        "runwalk_tui.plans.loader",
        "runwalk_tui: imports point one way",
    ),
    (
        "runwalk_devices.strap",
        "runwalk_devices.simulator.air",
        "runwalk_devices: imports point one way",
    ),
    (
        "runwalk_devices.codecs.uuids",
        "runwalk_devices.transport.link",
        "runwalk_devices: imports point one way",
    ),
    ("runwalk_tui.cli.words", "runwalk_tui.__main__", "runwalk_tui: imports point one way"),
    (
        "runwalk_tui.broadcast.gatt",
        "runwalk_tui.tui.navigator",
        "runwalk_tui: imports point one way",
    ),
    (
        "runwalk_tui.doctor.finding",
        "runwalk_tui.broadcast.mqtt",
        "runwalk_tui: imports point one way",
    ),
    (
        "runwalk_tui.session.live",
        "runwalk_tui.broadcast.beside",
        "runwalk_tui: imports point one way",
    ),
    (
        "runwalk_tui.exchange.importer",
        "runwalk_tui.session.live",
        "runwalk_tui: imports point one way",
    ),
    (
        "runwalk_tui.plans.loader",
        "runwalk_tui.known_devices.known",
        "runwalk_tui: imports point one way",
    ),
    (
        "runwalk_tui.known_devices.known",
        "runwalk_tui.exchange.importer",
        "runwalk_tui: imports point one way",
    ),
    (
        "runwalk_tui.training.history.dates",
        "runwalk_tui.config.paths",
        "runwalk_tui: imports point one way",
    ),
    (
        "runwalk_tui.workout.plan",
        "runwalk_tui.training.history.dates",
        "runwalk_tui: imports point one way",
    ),
    ("runwalk_tui.language.text", "runwalk_tui.units.format", "runwalk_tui: imports point one way"),
    ("runwalk_tui.errors", "runwalk_tui.units.format", "runwalk_tui: imports point one way"),
    (
        "runwalk_devices.trainer.erg",
        "runwalk_devices.simulator.air",
        "runwalk_devices: imports point one way",
    ),
    (
        "runwalk_devices.strap",
        "runwalk_devices.trainer.erg",
        "runwalk_devices: imports point one way",
    ),
    (
        "runwalk_devices.sensor",
        "runwalk_devices.treadmill.stop",
        "runwalk_devices: imports point one way",
    ),
    (
        "runwalk_devices.treadmill.stop",
        "runwalk_devices.sensor",
        "runwalk_devices: imports point one way",
    ),
    (
        "runwalk_devices.trace.recorder",
        "runwalk_devices.treadmill.stop",
        "runwalk_devices: imports point one way",
    ),
    (
        "runwalk_devices.transport.link",
        "runwalk_devices.trace.recorder",
        "runwalk_devices: imports point one way",
    ),
    ("runwalk_devices.clock", "runwalk_devices.tasks", "runwalk_devices: imports point one way"),
    (
        "runwalk_devices.tasks",
        "runwalk_devices.codecs.uuids",
        "runwalk_devices: imports point one way",
    ),
    ("runwalk_devices.uptime", "runwalk_devices.clock", "runwalk_devices: imports point one way"),
    ("runwalk_devices.frozen", "runwalk_devices.uptime", "runwalk_devices: imports point one way"),
    (
        "runwalk_devices.sentences",
        "runwalk_devices.clock",
        "runwalk_devices: imports point one way",
    ),
    ("runwalk_devices.clock", "runwalk_tui.errors", "neither this program"),
    ("runwalk_tui.workout.fast_replace", "sqlite3", "pure"),
    ("runwalk_tui.training.advice.today", "random", "pure"),
    ("runwalk_tui.workout.plan", "time", "pure"),
    ("runwalk_tui.training.history.dates", "os", "pure"),
    ("runwalk_tui.training.physiology.zones", "httpx", "pure"),
    ("runwalk_tui.workout.engine", "runwalk_devices.clock", "pure"),
    ("runwalk_tui.training.history.dates", "runwalk_tui.training.advice.today", "circles"),
    ("runwalk_tui.plans.loader", "sqlite3", "SQL"),
    ("runwalk_devices.trace.recorder", "sqlite3", "SQL"),
    ("runwalk_tui.language.catalogues", "sqlite3", "SQL"),
    ("runwalk_tui.session.live", "textual", "screens know Textual"),
    ("runwalk_tui.broadcast.mqtt", "textual", "screens know Textual"),
    ("runwalk_devices.trainer.erg", "textual", "nor Textual"),
    ("runwalk_tui.doctor.linux", "bleak", "Bluetooth"),
    ("runwalk_tui.session.live", "pycycling", "Bluetooth"),
    ("runwalk_tui.broadcast.gatt", "bleak", "Bluetooth"),
    ("runwalk_tui.session.live", "runwalk_devices.simulator.scene", "simulator"),
    ("runwalk_tui.broadcast.mqtt", "runwalk_devices.simulator.scene", "simulator"),
]


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph(
        "runwalk_devices", "runwalk_tui", include_external_packages=True, cache_dir=None
    )


@cache
def _contracts() -> dict[str, Contract]:
    read = read_configuration(str(ROOT / "pyproject.toml"))
    session = read["session_options"]
    return {
        each["name"]: KINDS[each["type"]](each["name"], session, each)
        for each in read["contracts_options"]
    }


def _is_kept(contract: Contract, graph: grimp.ImportGraph) -> bool:
    return contract.check(graph, verbose=False).kept


@pytest.mark.parametrize("name", _contracts())
def test_a_contract_is_kept(name: str) -> None:
    assert _is_kept(_contracts()[name], deepcopy(_graph()))


@pytest.mark.parametrize(("importer", "imported", "name"), PLANTED)
def test_a_planted_import_breaks_its_contract(importer: str, imported: str, name: str) -> None:
    graph = deepcopy(_graph())
    assert importer in graph.modules
    if imported not in graph.modules:
        graph.add_module(imported, is_squashed=True)
    graph.add_import(importer=importer, imported=imported, line_number=1, line_contents="planted")
    (contract,) = (each for title, each in _contracts().items() if name in title)
    assert not _is_kept(contract, graph)


@pytest.mark.parametrize(
    "room", ["runwalk_tui.workout", "runwalk_tui.training", "runwalk_tui.units"]
)
def test_a_pure_room_imports_no_package_of_anybody_else(room: str) -> None:
    graph = _graph()
    outside = {
        imported.partition(".")[0]
        for module in (room, *graph.find_descendants(room))
        for imported in graph.find_modules_directly_imported_by(module)
        if not imported.startswith("runwalk_tui.") and imported != "runwalk_devices.frozen"
    }
    assert outside
    assert outside <= sys.stdlib_module_names


def test_every_contract_has_a_planted_import() -> None:
    assert all(any(name in title for *_, name in PLANTED) for title in _contracts())


@pytest.mark.parametrize("package", ["runwalk_tui", "runwalk_devices"])
def test_each_room_has_a_planted_import_of_a_room_above_or_beside_it(package: str) -> None:
    rooms = _graph().find_children(package)
    importers = {
        room
        for room in rooms
        for importer, imported, title in PLANTED
        if title.startswith(package)
        and (importer == room or importer.startswith(f"{room}."))
        and imported.startswith(f"{package}.")
    }
    top = {"runwalk_tui.__main__", "runwalk_devices.simulator"}
    assert rooms - importers <= top


@pytest.mark.parametrize("package", ["runwalk_tui", "runwalk_devices"])
def test_a_room_that_no_layer_names_breaks_the_contract(package: str) -> None:
    graph = deepcopy(_graph())
    graph.add_module(f"{package}.attic")
    assert not _is_kept(_contracts()[f"{package}: imports point one way"], graph)
