"""The runner's actions on devices; each is answered in one line."""

from runwalk_tui.config.settings import Devices
from runwalk_tui.known_devices import sentences as shown
from runwalk_tui.known_devices.known import BatteryLevel, KnownDevice, KnownSensor
from runwalk_tui.known_devices.listing import Entry, kind_of, named_in
from runwalk_tui.known_devices.registry import DeviceRegistry


class Register:
    """Carries out the runner's requests on devices.

    Args:
        machines: Where it is kept.
        named: What the runner's settings name; that counts more than what is chosen here.
    """

    def __init__(self, machines: DeviceRegistry, named: Devices) -> None:
        self.machines = machines
        self.named = named

    def remember(self, entry: Entry) -> str:
        """Keeps a device in the list.

        Raises:
            StoreError: If it cannot be written.
        """
        if entry.is_known:
            return shown.ALREADY_REMEMBERED.format(called=entry.called)
        return shown.IS_REMEMBERED.format(called=self.machines.keep(entry.device).called)

    def rename(self, entry: Entry, own_name: str) -> str:
        """Renames a device; an empty name restores its own.

        Raises:
            NameRefusedError: If the name cannot be used.
            StoreError: If it cannot be written.
        """
        device = self.machines.rename(entry.device, own_name)
        return shown.NOW_CALLED.format(device=device.name or device.address, called=device.called)

    def forget(self, entry: Entry) -> str:
        """Forgets a device.

        Raises:
            StoreError: If it cannot be written.
        """
        self.machines.forget(entry.device)
        return shown.IS_FORGOTTEN.format(called=entry.called)

    def choose(self, entry: Entry, *, chosen: bool = True) -> str:
        """Chooses a device as the one of its kind to connect to, or the nearest again.

        Raises:
            StoreError: If it cannot be written.
        """
        device = self.machines.choose(entry.device, chosen=chosen)
        which = device.called if chosen else shown.THE_NEAREST
        done = shown.CONNECTS_TO[entry.kind].format(which=which)
        word = self._named(device)
        if word is None or (chosen and device.answers_to(word)):
            return done
        return shown.SETTINGS_FIRST.format(done=done, word=word, kind=entry.kind)

    def note_charge(self, entry: Entry, charge: BatteryLevel) -> str:
        """Keeps the charge of a sensor that is remembered.

        Raises:
            StoreError: If it cannot be written.
        """
        if entry.is_known and isinstance(entry.device, KnownSensor):
            self.machines.keep(entry.device, lambda sensor: sensor.charged(charge))
        return shown.BATTERY_IS.format(called=entry.called, percent=charge.percent)

    def _named(self, device: KnownDevice) -> str | None:
        return named_in(self.named, kind_of(device))
