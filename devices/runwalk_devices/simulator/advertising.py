"""Encode a peripheral's advertisement as octets for a Bluetooth controller."""

import logging
from collections.abc import Iterator
from typing import Final

from bleak.backends.scanner import AdvertisementData
from bumble import data_types
from bumble.core import UUID
from bumble.core import AdvertisingData as Payload

from runwalk_devices.codecs.uuids import short

LONGEST_OCTETS: Final = 31
"""Of an advertisement, and of a scan response (Core Specification, 6.B.2.3.1)."""

_logger = logging.getLogger(__name__)


def payloads(advertisement: AdvertisementData) -> tuple[bytes, bytes]:
    """An advertisement's octets, and those of the scan response, which has what does not fit.

    Each has at most 31 octets; a name too long even for the response is cut (Core Specification
    Supplement, A.1.2).
    """
    flags = Payload.Flags.LE_GENERAL_DISCOVERABLE_MODE | Payload.Flags.BR_EDR_NOT_SUPPORTED
    data = bytes(Payload([data_types.Flags(flags)]))
    response = b""
    for structure in _structures(advertisement):
        if len(data) + len(structure) <= LONGEST_OCTETS:
            data += structure
        elif len(response) + len(structure) <= LONGEST_OCTETS:
            response += structure
        else:
            _logger.info("no room to advertise %s", structure.hex())
    return data, response


def _structures(advertisement: AdvertisementData) -> Iterator[bytes]:
    """The parts of an advertisement, the most important first."""
    uuids = [bluetooth_uuid(uuid) for uuid in advertisement.service_uuids]
    lists = {
        2: data_types.CompleteListOf16BitServiceUUIDs,
        16: data_types.CompleteListOf128BitServiceUUIDs,
    }
    for octets, kind in lists.items():
        listed = [uuid for uuid in uuids if len(uuid.uuid_bytes) == octets]
        if listed:
            yield bytes(Payload([kind(listed)]))
    for number, data in advertisement.service_data.items():
        uuid = bluetooth_uuid(number)
        wide = len(uuid.uuid_bytes) != 2
        service = data_types.ServiceData128BitUUID if wide else data_types.ServiceData16BitUUID
        yield bytes(Payload([service(uuid, data)]))
    if advertisement.local_name:
        name = advertisement.local_name
        cut = name.encode()[: LONGEST_OCTETS - 2].decode(errors="ignore")
        if cut == name:
            yield bytes(Payload([data_types.CompleteLocalName(name)]))
        else:
            yield bytes(Payload([data_types.ShortenedLocalName(cut)]))
    for company, data in advertisement.manufacturer_data.items():
        yield bytes(Payload([data_types.ManufacturerSpecificData(company, data)]))


def bluetooth_uuid(uuid: str) -> UUID:
    """An assigned number in its short form, any other UUID in its long one."""
    return UUID(short(uuid))
