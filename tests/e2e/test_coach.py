"""Every command of the coach once in a real terminal."""

import pytest

from tests.e2e.terminal import Terminal


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("today",), "1:2"),
        (("progress",), "No session yet"),
        (("programmes",), "Couch to 5 km"),
        (("tell", "ready", "--walks"), "1:2"),
    ],
)
def test_a_command_in_a_terminal(words: tuple[str, ...], shown: str) -> None:
    with Terminal(*words) as terminal:
        assert terminal.status() == 0
        assert shown in terminal.text
