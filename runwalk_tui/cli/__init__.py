"""The command line: parses, calls, and turns every failure into one line and an exit status."""

import logging
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from runwalk_devices.transport.plain_text import plain
from runwalk_tui.cli import sentences
from runwalk_tui.cli import sentences_of_refusals as refusals
from runwalk_tui.cli.output import output_fault, prepare_output
from runwalk_tui.cli.quick import quick_call
from runwalk_tui.cli.words import normal_form
from runwalk_tui.config.language import speak, without_language
from runwalk_tui.config.log_file import log_to_file
from runwalk_tui.config.paths import journal_file, log_file
from runwalk_tui.config.privacy import keep_private
from runwalk_tui.errors import (
    DONE,
    FAILED,
    WRONG,
    AirError,
    EventError,
    FileError,
    StoreError,
    UsageError,
)
from runwalk_tui.journal.damage import take_damage
from runwalk_tui.session.garbage import searched_rarely

_logger = logging.getLogger(__name__)

_WITHOUT_RUNNER = {"stop", "simulate", "doctor", "settings", "--help", "-h", "--version"}
"""Commands that need no runner, and wait for nothing else."""

_RECORDING = "run"
"""Beside the home screen, what may have recorded a session."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command; the exit status is 0 done, 1 failed, 2 wrong usage or an invalid file."""
    with searched_rarely():
        return _main(arguments)


def _main(arguments: Sequence[str] | None) -> int:
    words = normal_form(list(sys.argv[1:] if arguments is None else arguments))
    prepare_output(words)
    try:
        words, language = without_language(words)
    except UsageError as error:
        return _say(_one_line(error), WRONG)
    speak(language)
    keep_private()
    log_to_file()
    take_damage()
    if not set(words) & _WITHOUT_RUNNER:
        _take_over()
    status = _run(words)
    for line in take_damage():
        _say(_one_line(line), status)
    if not set(words) & _WITHOUT_RUNNER and (
        not words or words[0] == _RECORDING or words[0].startswith("-")
    ):
        _seal()
    return status


def _seal() -> None:
    """Compresses finished sessions; Ctrl-C leaves the rest for the next start."""
    from runwalk_tui.journal.sealing import seal_at_leisure

    with suppress(KeyboardInterrupt):
        for practice in (False, True):
            seal_at_leisure(journal_file(practice=practice))


def _take_over() -> None:
    """Gives the first runner with a profile the sessions so far; what fails says so later on."""
    from runwalk_tui.session.current_runner import take_over

    with suppress(StoreError, FileError):
        if words := take_over():
            _say(words, DONE)


def _run(words: list[str]) -> int:
    """Runs a command; turns every failure into one line and a status."""
    try:
        status = (quick_call(words) or partial(_parsed, words))()
        sys.stdout.flush()
    except (UsageError, FileError, AirError, EventError) as error:
        return _say(_one_line(error), WRONG)
    except StoreError as error:
        return _say(_one_line(error), FAILED)
    except KeyboardInterrupt:
        return _say(sentences.INTERRUPTED, FAILED)
    except Exception as error:
        if isinstance(error, OSError) and (fault := output_fault(error)):
            return _say(fault, FAILED)
        _logger.exception("unexpected")
        return _unexpected(error)
    return status if isinstance(status, int) else DONE


def _parsed(words: list[str]) -> object:
    """Runs a command by the parser; what it does not understand becomes one line."""
    from cyclopts import CycloptsError, UnusedCliTokensError

    from runwalk_tui.cli.commands import app

    try:
        return app(words, exit_on_error=False, print_error=False, result_action="return_value")
    except UnusedCliTokensError as error:
        extra = " ".join(error.unused_tokens or ())
        what = refusals.NO_COMMAND.format(words=extra, help=refusals.HELP)
        raise UsageError(what) from error
    except CycloptsError as error:
        from runwalk_tui.cli.refused_words import refused_words

        said = refused_words(str(error)).rstrip(".")
        what = refusals.NOT_UNDERSTOOD.format(what=said, help=refusals.HELP)
        raise UsageError(what) from error


def _unexpected(error: Exception) -> int:
    """An error of the adapter's is one line as it is; of any other the log has the traceback."""
    from runwalk_devices.transport.errors import AdapterError

    if isinstance(error, AdapterError):
        from runwalk_tui.known_devices.device_words import device_words

        what = device_words(_one_line(error))
        return _say(sentences.NEEDS_NO_BLUETOOTH.format(what=what), FAILED)
    what = f"{type(error).__name__}: {_one_line(error)}"
    return _say(sentences.UNEXPECTED.format(what=what, log=log_file()), FAILED)


def _say(line: str, status: int) -> int:
    with suppress(OSError):
        print(f"runwalk: {line}", file=sys.stderr)
    return status


def _one_line(error: BaseException | str) -> str:
    return " ".join(plain(str(error)).split()).rstrip(".")
