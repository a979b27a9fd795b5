"""Which device to connect to: by the name that its runner gave it, or as it was chosen."""

from devices.seeker import Choice, Remembered
from runwalk_tui.known import Known
from runwalk_tui.machines import Machines


def choice_of(machines: Machines, kind: type[Known], word: str | None) -> Choice:
    """Whom ``word`` means; without a word the chosen device, if one was chosen.

    A word that is nobody's own name is a name or an address on the air.
    """
    for known in machines.of(kind):
        named = bool(word) and known.own_name.casefold() == (word or "").casefold()
        if named or (word is None and known.chosen):
            return Remembered(known.address, known.name)
    return word
