"""Commands are imported when they are called, and listed without being imported."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from cyclopts import App
from cyclopts.command_spec import CommandSpec

from runwalk_tui.cli.commands import app
from runwalk_tui.cli.devices import devices
from runwalk_tui.cli.plans import plans


def _lazy(parent: App) -> Iterator[tuple[App, CommandSpec]]:
    for command in parent._commands.values():
        if isinstance(command, CommandSpec):
            yield parent, command


LAZY = [*_lazy(app), *_lazy(devices), *_lazy(plans)]


@pytest.mark.parametrize(("parent", "spec"), LAZY, ids=[spec.import_path for _, spec in LAZY])
def test_the_list_says_what_the_command_says_of_itself(parent: App, spec: CommandSpec) -> None:
    listed, spec.help = spec.help, None
    resolved = CommandSpec(spec.import_path, spec.name).resolve(parent)
    spec.help = listed
    function = resolved.default_command
    said = resolved.help or (function.__doc__ if function is not None else "") or ""
    assert " ".join(said.partition("\n\n")[0].split()) == listed


def test_no_command_imports_what_another_needs() -> None:
    code = (
        "import sys; from runwalk_tui.cli import main; main(['plans']);"
        "print(*sorted({'asyncio', 'textual', 'bleak'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == ""
