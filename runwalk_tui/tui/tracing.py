"""Records what devices send while a screen looks on."""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path

from runwalk_devices.clock import Clock, clock_of
from runwalk_devices.tasks import end_tasks
from runwalk_devices.trace.recorder import TraceRecorder
from runwalk_devices.transport.adapter import Adapter, DeviceKind
from runwalk_devices.transport.selection import Choice
from runwalk_tui.config.settings import Devices
from runwalk_tui.session.air import AirOptions, open_air
from runwalk_tui.session.jobs import Job
from runwalk_tui.session.trace import observe, recording, trace_words
from runwalk_tui.session.trace_choices import trace_choices
from runwalk_tui.tui import sentences_of_files as shown
from runwalk_tui.tui.ports import TraceView

NEWEST_LINES = 12


class Tracing:
    """A recording that is under way; it ends by itself after its time, or when it is told to.

    Args:
        file: Where it goes.
        seconds: How long it listens from the first connection; `math.inf` until it is ended.
        recorder: Writes it.
        clock: Time.
    """

    def __init__(self, file: Path, seconds: float, recorder: TraceRecorder, clock: Clock) -> None:
        self._file, self._seconds = file, seconds
        self._recorder, self._clock = recorder, clock
        self._lines: list[str] = []
        self._began, self._words = clock.now(), ""
        self._ended = asyncio.Event()

    def view(self) -> TraceView:
        """How it stands."""
        packets = sum(self._recorder.packets.values())
        elapsed_s = self._clock.now() - self._began
        return TraceView(elapsed_s, packets, tuple(self._lines[-NEWEST_LINES:]), self._words)

    def end(self) -> None:
        """Ends it; the words on it follow."""
        self._ended.set()

    async def run(self, radio: Adapter, choices: Mapping[DeviceKind, Choice]) -> None:
        """Listens until its time is over, or it is ended."""
        listening = asyncio.create_task(observe(radio, choices, self._seconds, self._lines.append))
        ending = asyncio.create_task(self._ended.wait())
        try:
            await asyncio.wait({listening, ending}, return_when=asyncio.FIRST_COMPLETED)
            if listening.done():
                await listening
        finally:
            await end_tasks(listening, ending)

    def over(self) -> None:
        """The file is closed."""
        words = trace_words(self._file.resolve(), self._recorder.packets)
        self._words = words or shown.NONE_ANSWERED


async def trace(
    air: AirOptions, devices: Devices, file: Path, seconds: float, job: Job[Tracing]
) -> None:
    """The adapter records for as long as somebody looks, or the time lasts.

    Args:
        air: What is on the air.
        devices: The settings of devices.
        file: A new one.
        seconds: How long from the first connection.
        job: Is told of the recording, and when nobody looks any more.

    Raises:
        FileError: If the file is there, or cannot be made.
        AdapterError: If the adapter cannot be used.
    """
    clock = clock_of(air.rate)
    async with AsyncExitStack() as stack:
        recorder = stack.enter_context(recording(file, clock))
        radio = await stack.enter_async_context(open_air(air, clock))
        radio.tap = recorder
        tracing = Tracing(file, seconds, recorder, clock)

        async def run() -> None:
            try:
                await tracing.run(radio, trace_choices(air, devices, air.machine))
            finally:
                await stack.aclose()
                tracing.over()

        job.opened(tracing)
        await job.until_released(run())
