"""FIT readers of npm, where node and the packages are installed; without them there are none.

They are looked for in the folders of ``NODE_PATH``, in ``node_modules`` beside the sources, and
where ``npm install --global`` puts them. Nothing is fetched.
"""

import atexit
import base64
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
SCRIPT: Final = Path(__file__).with_name("read_fit.mjs")
PACKAGES: Final = ("@garmin/fitsdk", "fit-file-parser")
TIMES: Final = ("timestamp", "start_time", "time_created")

Messages = dict[str, list[dict[str, Any]]]


def npm_readers() -> dict[str, Callable[[bytes], Messages]]:
    """Those that are installed, by their names."""
    node = shutil.which("node")
    if node is None:
        return {}
    found = {name: _folder_of(name) for name in PACKAGES}
    return {
        f"npm {name}": partial(_read, node, folder, name)
        for name, folder in found.items()
        if folder is not None
    }


def _folder_of(name: str) -> Path | None:
    told = [Path(part) for part in os.environ.get("NODE_PATH", "").split(os.pathsep) if part]
    usual = [ROOT / "node_modules", *map(Path, ("/usr/lib", "/usr/local/lib"))]
    folders = [*told, usual[0], *(folder / "node_modules" for folder in usual[1:])]
    return next((each for each in folders if (each / name / "package.json").is_file()), None)


@cache
def _running(node: str, folder: Path, name: str) -> subprocess.Popen[str]:
    """One process a package; it ends when nobody writes to it any more."""
    process = subprocess.Popen(
        [node, str(SCRIPT), str(folder.resolve()), name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.communicate)
    return process


def _read(node: str, folder: Path, name: str, data: bytes) -> Messages:
    process = _running(node, folder, name)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(base64.b64encode(data).decode() + "\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    assert "error" not in answer, answer["error"]
    messages: Messages = answer["messages"]
    for message in (each for several in messages.values() for each in several):
        for key in TIMES:
            if key in message:
                message[key] = datetime.fromisoformat(message[key])
    return messages
