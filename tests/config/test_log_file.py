"""What is logged goes to the file or nowhere: never to the terminal, never up to the caller."""

import subprocess
import sys
from pathlib import Path

import pytest

SAY = """
import logging
from runwalk_tui.config.log_file import log_to_file

log_to_file()
try:
    raise LookupError("lost")
except LookupError:
    logging.getLogger("runwalk_tui").exception("words")
"""


@pytest.mark.parametrize("hindrance", [None, "no folder", "no file"])
def test_where_no_log_can_be_written_nothing_is_said(
    runwalk_home: Path, hindrance: str | None
) -> None:
    logs = runwalk_home / "logs"
    if hindrance == "no folder":
        runwalk_home.write_text("a file in the folder's place")
    elif hindrance == "no file":
        (logs / "runwalk.log").mkdir(parents=True)
    done = subprocess.run([sys.executable, "-c", SAY], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
    assert hindrance or "LookupError: lost" in (logs / "runwalk.log").read_text()
