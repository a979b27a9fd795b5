"""Each fault that the device library tells of is told in the language in use."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from bleak.exc import (
    BleakBluetoothNotAvailableError,
    BleakBluetoothNotAvailableReason,
    BleakDBusError,
    BleakError,
)

from runwalk_devices import sentences
from runwalk_devices.codecs.fec import CommandResult
from runwalk_devices.codecs.ftms.control_point import ResultCode
from runwalk_devices.transport.adapter import DeviceKind
from runwalk_devices.transport.errors import explain, reason
from runwalk_devices.transport.pairing import how_to_pair
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.language import tr
from runwalk_tui.language.catalogues import use_language

READS_LIKE_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]")
UNHEARD = {
    "adapter '(\\w+)' not found",  # bleak's, which is looked for
    *("service discovery has not been", "not connected"),
    "runwalk devices pair ",  # a command
    "the runner did not agree",  # the agent's answer to BlueZ
    "import asyncio, bleak; asyncio.run(bleak.BleakScanner.discover(timeout=0.1))",
    "an empty frame",  # for the log
    "ATT error 0x",
    "a clock's rate must be above 0, not ",
    *("a target of ", " km/h is out of bounds", " km/h is outside "),  # mistakes of a caller
    *(
        " has no attribute ",
        " has no ",
        "a belt that is ",
        " takes no target",
        " on this air",
        "in use",
    ),
    *("whoever takes it away ends the order", "the first zero is one"),  # assertions
    # what the simulator's radio says, in the place of bleak and BlueZ
    "No powered Bluetooth adapters found. Turn on Bluetooth and try again.",
    *("Client is already connected", "Not connected", "Operation already in progress"),
    "Operation is not supported",
}
"""Words in the library that no runner reads."""


@pytest.fixture(autouse=True)
def _in_german() -> Iterator[None]:
    use_language("de")
    yield
    use_language("en")


def _texts() -> list[str]:
    found: list[str] = []
    for name, value in vars(sentences).items():
        if name.isupper():
            found += [value] if isinstance(value, str) else list(value)
            if isinstance(value, dict):
                found[-len(value) :] = value.values()
    return found


def test_every_sentence_is_found_again_with_what_fills_its_gaps() -> None:
    for text in _texts():
        gaps = {name: f"'{name}-1'" for _, name, _, _ in Formatter().parse(text) if name}
        assert device_words(text.format(**gaps)) == tr(text).format(**gaps), text
        assert text in ("simulate: {why}", "pod") or tr(text) != text, text


@pytest.mark.parametrize(
    ("error", "platform", "german"),
    [
        (
            BleakBluetoothNotAvailableError("", BleakBluetoothNotAvailableReason.POWERED_OFF),
            "darwin",
            "der Bluetooth-Adapter ist aus: schalt ihn ein unter Systemeinstellungen > Bluetooth",
        ),
        (
            BleakBluetoothNotAvailableError("", BleakBluetoothNotAvailableReason.DENIED_BY_USER),
            "win32",
            "keine Erlaubnis für Bluetooth: erlaube Apps Bluetooth unter Einstellungen > "
            "Datenschutz und Sicherheit",
        ),
        (
            BleakDBusError("org.bluez.Error.Failed", ["le-connection-abort. Try again"]),
            "linux",
            "der Bluetooth-Adapter ist nicht brauchbar ([org.bluez.Error.Failed] "
            "le-connection-abort. Try again): prüf, ob er angesteckt ist",
        ),
        (
            PermissionError(13, "Permission denied"),
            "linux",
            "kein Bluetooth: der Systembus von D-Bus ist nicht erreichbar (Permission denied); "
            "starte ihn mit: sudo systemctl start dbus bluetooth",
        ),
        (
            BleakError("adapter 'hci7' not found"),
            "linux",
            "kein Bluetooth-Adapter hci7: 'bluetoothctl list' zeigt die vorhandenen",
        ),
    ],
)
def test_an_adapter_that_fails(error: Exception, platform: str, german: str) -> None:
    assert device_words(explain(error, platform)) == german


def test_a_device_that_fails() -> None:
    assert device_words(reason(TimeoutError())).startswith("keine Antwort: ist es an")
    assert device_words(reason(BleakError("bleak's own words"))) == "bleak's own words"
    pairing = device_words(how_to_pair("F8:00:00:00:18:26", "linux"))
    assert pairing == "es muss gekoppelt werden: runwalk devices pair F8:00:00:00:18:26"
    assert device_words(sentences.STRONGEST.format(count=3)) == "das stärkste von 3 in Reichweite"


def test_all_that_a_machine_may_answer_and_be_is_known() -> None:
    results = [code.name.lower().replace("_", " ") for code in ResultCode]
    words = {*results, *CommandResult} - {"success", "passed", "none"}
    assert words <= set(sentences.RESULTS) | {str(CommandResult.NONE)}
    assert set(sentences.KINDS) == set(DeviceKind)


FILES = [
    file
    for file in sorted(Path(sentences.__file__).parent.rglob("*.py"))
    if file.name not in ("sentences.py", "frozen.py")  # of which only programmers read
    and not {"codecs", "quirks"} & set(file.parts)
]


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_the_library_says_nothing_beside_its_table(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    unread = {id(part) for node in _unread(tree) for part in ast.walk(node)}
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in unread
        and READS_LIKE_WORDS.search(node.value)
        and node.value not in UNHEARD | set(sentences.KINDS)
    ]
    assert found == [], "put it into devices/runwalk_devices/sentences.py"


def _unread(tree: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, log lines, and annotations."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                yield node
            case ast.Call(func=ast.Attribute(attr="error" | "exception" | "warning" | "info")):
                yield node
            case ast.AnnAssign(annotation=part):
                yield part
