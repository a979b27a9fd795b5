"""Records a trace for a bug report: of a workout, or of devices that are only listened to."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from runwalk_devices.clock import Clock
from runwalk_devices.tasks import end_tasks
from runwalk_devices.trace.observer import Observer
from runwalk_devices.trace.recorder import TraceRecorder
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.discovery import Discovery
from runwalk_devices.transport.link import LinkPhase, LinkReport
from runwalk_devices.transport.selection import Choice
from runwalk_tui import __version__
from runwalk_tui.errors import FileError, reason
from runwalk_tui.known_devices.device_words import device_words
from runwalk_tui.session import sentences_of_commands as shown

REACH_S = 30.0
"""Seconds for a treadmill or a strap to be found."""

Say = Callable[[str], None]


@contextmanager
def recording(file: Path, clock: Clock) -> Iterator[TraceRecorder]:
    """The recorder of a new file, which is not left there if it stays empty.

    Raises:
        FileError: If it exists, or cannot be made.
    """
    try:
        recorder = TraceRecorder(file, clock.now, f"runwalk-tui {__version__}")
    except FileExistsError as error:
        raise FileError(file, shown.TRACE_IS_THERE) from error
    except OSError as error:
        raise FileError(file, shown.NO_TRACE.format(why=reason(error))) from error
    try:
        with recorder:
            yield recorder
    finally:
        if not recorder.packets:
            file.unlink(missing_ok=True)


def trace_words(file: Path, packets: Mapping[str, int]) -> str:
    """What was recorded, and how it is played; "" if nothing was."""
    counts = ", ".join(
        shown.PACKETS.format(count=count, kind=device_words(kind))
        for kind, count in packets.items()
    )
    is_machine = packets.get(DeviceKind.TREADMILL, 0) > 0
    words = shown.TRACED if is_machine else shown.TRACED_SENSORS
    return words.format(file=file, counts=counts) if counts else ""


async def observe(
    adapter: Adapter, choices: Mapping[DeviceKind, Choice], seconds: float, say: Say
) -> bool:
    """Record devices for some seconds from the first connection; False without one.

    Those of ``choices`` are sought; of other sensors, one is taken that happens to be heard.

    Args:
        adapter: The air, with its tap.
        choices: Which kinds, and which one of each; None takes the strongest.
        seconds: `math.inf` listens until cancelled.
        say: Is given one line for whatever becomes of a connection.

    Raises:
        AdapterError: If the adapter cannot be used.
    """
    found = asyncio.Event()

    def changed(kind: DeviceKind, report: LinkReport) -> None:
        if report.phase is LinkPhase.UP and kind in choices:
            found.set()
        if report.phase is LinkPhase.UP or report.detail:
            name = f" {report.name}" if report.name else ""
            detail = f": {device_words(report.detail)}" if report.detail else ""
            state = shown.STATES.get(report.phase, shown.UP)
            say(shown.LINK.format(device=f"{device_words(kind)}{name}", state=state) + detail)

    async def follow(kind: DeviceKind) -> None:
        await seeker.noticed(kind)
        await Observer(adapter, seeker, kind, None, partial(changed, kind)).run()

    async def listen() -> bool:
        try:
            async with adapter.clock.timeout(REACH_S):
                await found.wait()
        except TimeoutError:
            return False
        await adapter.clock.sleep(seconds)
        return True

    seeker = Discovery(adapter)
    following = [
        asyncio.create_task(Observer(adapter, seeker, kind, choice, partial(changed, kind)).run())
        for kind, choice in choices.items()
    ]
    sensors = [kind for kind in DeviceKind if kind.is_sensor and kind not in choices]
    following += [asyncio.create_task(follow(kind)) for kind in sensors]
    listening = asyncio.create_task(listen())
    tasks: set[asyncio.Task[None] | asyncio.Task[bool]] = {listening, *following}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in following:
            if task.done():
                await task
        return await listening
    finally:
        await end_tasks(*tasks)
