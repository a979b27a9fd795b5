"""Pins what is relied on of Textual's private parts: its terminal, and what it does with errors."""

import inspect
import io
import sys

import pytest
from textual.app import App
from textual.driver import Driver
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread

from runwalk_tui.tui.driver import FAREWELL_S, ROOM, SteadyDriver, steady
from runwalk_tui.tui.job import JobDriver


def test_the_writer_is_a_thread_fed_by_a_bounded_queue_that_none_ends() -> None:
    file = io.StringIO()
    writer = WriterThread(file)
    queue = writer._queue
    assert queue.maxsize == MAX_QUEUED_WRITES > ROOM
    writer.start()
    writer.write("words")
    queue.put_nowait(None)
    writer.join(FAREWELL_S)
    assert not writer.is_alive()
    assert file.getvalue() == "words"


@pytest.mark.skipif(sys.platform == "win32", reason="the driver of POSIX systems")
def test_the_driver_writes_and_closes_through_the_writer_alone() -> None:
    from textual.drivers.linux_driver import LinuxDriver

    assert list(inspect.signature(LinuxDriver.write).parameters) == ["self", "data"]
    assert list(inspect.signature(LinuxDriver.close).parameters) == ["self"]
    assert "_writer_thread" in inspect.getsource(LinuxDriver.write)
    mixed = steady(LinuxDriver)
    assert mixed.write is SteadyDriver.write
    assert mixed.close is SteadyDriver.close
    assert issubclass(mixed, LinuxDriver)


@pytest.mark.skipif(sys.platform == "win32", reason="the driver of POSIX systems")
def test_the_driver_reads_and_is_suspended_by_methods_that_can_be_replaced() -> None:
    from textual.drivers.linux_driver import LinuxDriver

    mixed, source = steady(LinuxDriver), inspect.getsource(LinuxDriver)
    for name in ("_run_input_thread", "_sigtstp_application", "_sigcont_application"):
        assert f"self.{name}" in source
        assert vars(JobDriver)[name] is getattr(mixed, name)
    for name in ("run_input_thread", "_patch_lflag", "_patch_iflag", "_enable_mouse_support"):
        assert callable(getattr(LinuxDriver, name))
    for name in ("fileno", "exit_event"):
        assert f"self.{name} = " in source
    assert "self._loop = asyncio.get_running_loop()" in inspect.getsource(Driver.__init__)


def test_an_error_that_nobody_caught_comes_to_one_method_and_what_it_sets_is_still_there() -> None:
    source = inspect.getsource(App._handle_exception)
    for relied_on in ("_return_code", "_exception", "_exception_event", "_fatal_error"):
        assert f"self.{relied_on}" in source
    assert "self._close_messages_no_wait()" in inspect.getsource(App._fatal_error)
