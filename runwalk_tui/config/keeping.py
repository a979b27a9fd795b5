"""Keeps settings where they belong: some in the runner's profile, the others in the settings."""

from collections.abc import Mapping

from msgspec.structs import replace

from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.profiles import keep_profile
from runwalk_tui.config.settings import save_settings

OF_PROFILE = ("cap_kmh", "units", "pace")
"""Of who has a profile, they are kept there."""


def keep_settings(mine: EffectiveSettings, values: Mapping[str, object]) -> None:
    """Changes some by their keys; None takes one out.

    Raises:
        SettingsError: If one is not allowed, or the file cannot be changed line by line.
        StoreError: If a file cannot be written.
    """
    own = {key: value for key, value in values.items() if mine.id and key in OF_PROFILE}
    rest = {key: value for key, value in values.items() if key not in own}
    if rest:
        save_settings(rest)
    if own:
        keep_profile(mine.id, replace(mine.own, **own))
