"""Pins what is relied on of Textual's private parts: its terminal, and what it does with errors."""

import inspect
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.driver import Driver
from textual.drivers._writer_thread import MAX_QUEUED_WRITES, WriterThread
from textual.events import Key

from runwalk_tui.tui.listening import Listener
from runwalk_tui.tui.page import EXIT, FAREWELL_S, PageDriver, QueueingDriver
from runwalk_tui.tui.terminal.driver import ROOM, SteadyDriver, steady
from runwalk_tui.tui.terminal.job_control import JobDriver


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
    assert vars(JobDriver)["run_input_thread"] is getattr(mixed, "run_input_thread")  # noqa: B009
    assert "self.run_input_thread()" in source
    for name in ("_run_input_thread", "_sigtstp_application", "_sigcont_application"):
        assert f"self.{name}" in source
        assert vars(JobDriver)[name] is getattr(mixed, name)
    for name in ("_patch_lflag", "_patch_iflag", "_enable_mouse_support"):
        assert callable(getattr(LinuxDriver, name))
    for name in ("fileno", "exit_event"):
        assert f"self.{name} = " in source
    assert "self._loop = asyncio.get_running_loop()" in inspect.getsource(Driver.__init__)


def test_the_driver_of_a_page_writes_through_one_attribute_and_reads_in_one_method() -> None:
    from textual.drivers import web_driver

    source = inspect.getsource(web_driver.WebDriver)
    assert "self._write = partial(os.write, self.fileno)" in source
    assert source.count("os.write") == 1
    assert "target=self.run_input_thread" in source
    assert "loop.add_signal_handler(" in source
    for relied_on in ("self.exit_event = Event()", "self._input_reader = InputReader()"):
        assert relied_on in source
    assert list(inspect.signature(web_driver.WebDriver._on_meta).parameters)[1:] == [
        "packet_type",
        "payload",
    ]
    assert issubclass(getattr(web_driver, EXIT), Exception)
    mixed = steady(web_driver.WebDriver)
    assert mixed.write is PageDriver.write
    assert mixed.close is QueueingDriver.close


@pytest.mark.skipif(sys.platform == "win32", reason="a driver of POSIX systems")
def test_any_other_driver_is_kept_from_waiting_too() -> None:
    from textual.drivers.headless_driver import HeadlessDriver
    from textual.drivers.linux_inline_driver import LinuxInlineDriver

    mixed = steady(LinuxInlineDriver)
    assert mixed.write is QueueingDriver.write
    assert mixed.flush is QueueingDriver.flush
    assert steady(HeadlessDriver) is HeadlessDriver


def keys(listener: Listener, octets: bytes) -> str:
    found = [*listener.messages(octets), *listener.waited()]
    return "".join(each.character or "" for each in found if isinstance(each, Key))


@pytest.mark.parametrize(
    ("octets", "typed"),
    [
        (b"s", "s"),
        (b"\xe4s", "s"),
        (b"\xff\xfe\x80 q", " q"),
        ("é".encode("latin-1") + b"1s", "1s"),
        ("ы".encode(), "ы"),
        (b"\x1b[M !!s", "s"),
        (b"\x1b[M \xff\x80q", "q"),
        (b"\x1b[M   \x1b[M###p", "p"),
    ],
)
def test_what_is_no_text_is_left_out(octets: bytes, typed: str) -> None:
    assert keys(Listener(), octets) == typed
    one_by_one = Listener()
    if b"\x1b" not in octets:
        assert "".join(keys(one_by_one, bytes([octet])) for octet in octets) == typed


def test_an_old_mouse_report_in_two_parts_is_left_out() -> None:
    listener = Listener()
    assert keys(listener, b"\x1b[M ") == ""
    assert keys(listener, b"\xf0!s") == "s"


@given(st.binary(max_size=200))
def test_nothing_that_is_typed_is_a_fault(octets: bytes) -> None:
    listener = Listener()
    listener.messages(octets)
    listener.waited()
    assert keys(Listener(), b"s") == "s"


def test_an_error_that_nobody_caught_comes_to_one_method_and_what_it_sets_is_still_there() -> None:
    source = inspect.getsource(App._handle_exception)
    for relied_on in ("_return_code", "_exception", "_exception_event", "_fatal_error"):
        assert f"self.{relied_on}" in source
    assert "self._close_messages_no_wait()" in inspect.getsource(App._fatal_error)
