"""Keys for uploads, as the screens keep them."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from runwalk_tui.config.effective import EffectiveSettings

if TYPE_CHECKING:
    from runwalk_tui.exchange.uploading import ServiceName


class KeyDesk:
    """Keeps and removes the keys of one runner.

    Args:
        mine: The settings of who runs now.
    """

    def __init__(self, mine: Callable[[], EffectiveSettings]) -> None:
        self._mine = mine

    def kept(self) -> "Collection[ServiceName]":
        """The services whose key is kept."""
        from runwalk_tui.exchange.service_keys import services_with_keys

        return services_with_keys(self._mine().id)

    def keep(self, to: "ServiceName", key: str) -> str:
        """Keeps a key in place of one before; returns where it is, in words.

        Raises:
            ValueError: If it is none; says so without showing it.
            StoreError: If it cannot be kept.
        """
        from runwalk_tui.exchange.service_keys import keep_key

        return keep_key(to, self._mine().id, key)

    def forget(self, to: "ServiceName") -> str:
        """Removes a key; returns what there is to say.

        Raises:
            StoreError: If the file cannot be written.
        """
        from runwalk_tui.exchange.service_keys import forget_key

        return forget_key(to, self._mine().id)
