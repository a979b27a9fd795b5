"""Tell the kind of a treadmill by the characteristics that its connection offers."""

from runwalk_devices.codecs.uuids import TREADMILL_DATA
from runwalk_devices.transport.link import Link
from runwalk_devices.treadmill.fitshow_wire import FitShowWire
from runwalk_devices.treadmill.ftms_wire import FtmsWire
from runwalk_devices.treadmill.pad_wire import PadWire
from runwalk_devices.treadmill.wire import Heard, Wire


class Kinds:
    """The wires of one link; a machine that speaks several ways is spoken to in FTMS.

    Args:
        link: The connection.
        heard: Where to pass on what is heard.
    """

    def __init__(self, link: Link, heard: Heard) -> None:
        self._link = link
        self._heard = heard
        self._ftms = FtmsWire(link, heard)
        self._fitshow = FitShowWire(link, heard)

    def of_connection(self, name: str | None) -> Wire:
        """Return the wire for the connected device, which calls itself ``name``."""
        if self._link.offers(TREADMILL_DATA):
            return self._ftms
        if PadWire.is_offered(self._link):
            return PadWire(self._link, self._heard, name)
        if FitShowWire.is_offered(self._link):
            return self._fitshow
        return self._ftms
