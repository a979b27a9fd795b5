"""Switches the broadcast, and says what became of that; its words on screens of a workout."""

from typing import Protocol

from runwalk_tui.tui import loading
from runwalk_tui.tui import sentences_of_training as shown
from runwalk_tui.tui.ports import NetworkPort


class Says(Protocol):
    """Says something over whichever screen is open."""

    def say_instead(self, words: str) -> None:
        """Says something in the place of what was said before."""


async def switch(network: NetworkPort, says: Says) -> None:
    """Switches it on or off; on takes a moment, which is waited for beside the screens."""
    if network.is_wanted:
        network.switch_off()
        says.say_instead(shown.NETWORK_OFF)
        return
    network.switch_on()
    says.say_instead(shown.NETWORK_BEGINS)
    why = await loading.off_loop(network.wait_begun)
    if why:
        says.say_instead(shown.NETWORK_TROUBLE.format(why=why))
    elif network.is_on:
        # The run screen, which needs the words alone, loads no settings.
        from runwalk_tui.config.settings import load_settings

        where = load_settings().broadcast
        says.say_instead(shown.NETWORK_ON.format(host=where.host, port=where.port))


def network_words(network: NetworkPort | None) -> str:
    """The mark on the screens of a workout; "" while nothing is shown to anybody."""
    if network is None:
        return ""
    if network.is_on:
        return shown.ON_NETWORK
    return shown.NETWORK_TROUBLE.format(why=network.trouble) if network.trouble else ""
