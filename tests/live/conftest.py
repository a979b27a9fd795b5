"""Live tests run in virtual time: a workout takes as long as its callbacks."""

import pytest


@pytest.fixture(autouse=True)
def _virtual_time(virtual_time_loop: None) -> None:
    """Every test of this folder runs on the loop whose time jumps."""
