"""A system that ends who uses the radio without the right to it, as macOS does; simulated."""

import sys
import time
from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.transport import adapter as adapter_module
from runwalk_devices.transport import first_use
from runwalk_devices.transport.adapter import Adapter
from runwalk_devices.transport.errors import AdapterError
from runwalk_devices.transport.first_use import FirstUse

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX systems")

ALLOW = "allow this terminal in System Settings > Privacy & Security > Bluetooth"


def child(does: str) -> tuple[str, ...]:
    return (sys.executable, "-c", does)


async def test_who_would_be_ended_gets_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(AdapterError, match=ALLOW):
        await FirstUse(child("import os; os.abort()")).survive()


@pytest.mark.parametrize("does", ["", "raise SystemExit(1)"])
async def test_one_that_lives_is_asked_once(does: str, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    first = FirstUse(child(f"open({str(asked)!r}, 'a').write('x'); {does}"))
    await first.survive()
    await first.survive()
    assert asked.read_text() == "x"


async def test_one_that_was_ended_is_asked_again_as_the_runner_may_have_allowed_it() -> None:
    first = FirstUse(child("import os; os.abort()"))
    for _ in range(2):
        with pytest.raises(AdapterError):
            await first.survive()


async def test_a_child_that_waits_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_use, "ANSWERS_S", 0.05)
    began = time.monotonic()
    await FirstUse(child("import time; time.sleep(60)")).survive()
    assert time.monotonic() - began < 30


async def test_every_scan_on_macos_is_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter_module, "FIRST_USE", FirstUse(child("import os; os.abort()")))
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(AdapterError, match="no permission to use Bluetooth: allow this terminal"):
        await Adapter(Clock()).scan(0.1)
