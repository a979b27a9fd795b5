"""Which Bluetooth adapter a session uses."""

import pytest

from runwalk_devices.clock import Clock
from runwalk_tui.cli.option_rules import check_adapter
from runwalk_tui.config.paths import make_folder, settings_file
from runwalk_tui.errors import UsageError
from runwalk_tui.session.air import chosen_adapter


def _settings(text: str) -> None:
    make_folder(settings_file().parent)
    settings_file().write_text(text, encoding="utf-8")


def _chosen(named: str | None = None) -> str | None:
    return chosen_adapter(Clock(), named).called


def test_the_one_that_is_named_counts_before_that_of_the_settings() -> None:
    assert _chosen() is None
    _settings('[devices]\nadapter = "hci1"\n')
    assert _chosen() == "hci1"
    assert _chosen("hci2") == "hci2"


def test_settings_that_cannot_be_read_keep_nobody_from_stopping_a_belt() -> None:
    _settings("[devices\n")
    assert _chosen() is None


def test_a_name_that_no_adapter_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    check_adapter("hci12")
    with pytest.raises(UsageError, match="write hci0"):
        check_adapter("usb:0")
    monkeypatch.setattr("sys.platform", "win32")
    with pytest.raises(UsageError, match="for Linux"):
        check_adapter("hci0")
