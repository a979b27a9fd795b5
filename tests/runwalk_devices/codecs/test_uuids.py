import pytest

from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.binary import decode_text

VENDOR = "6e400001-b5a3-f393-e0a9-e50e24dcca9e"


def test_assigned_numbers_have_a_short_and_a_full_form() -> None:
    assert uuids.TREADMILL_DATA == "00002acd-0000-1000-8000-00805f9b34fb"
    assert uuids.short(uuids.TREADMILL_DATA.upper()) == "2ACD"
    assert uuids.full(uuids.short(uuids.TREADMILL_DATA)) == uuids.TREADMILL_DATA


def test_a_vendor_uuid_has_no_short_form() -> None:
    assert uuids.short(VENDOR) == VENDOR
    assert uuids.short("12342acd-0000-1000-8000-00805f9b34fb").startswith("1234")


def test_names() -> None:
    assert uuids.name(uuids.TREADMILL_DATA.upper()) == "Treadmill Data"
    assert uuids.name(uuids.full("2AD7")) == "2AD7"
    assert uuids.name(VENDOR) == VENDOR


@pytest.mark.parametrize(
    ("octets", "text"), [(b"FS-BT-T4\0\0", "FS-BT-T4"), (b"H10 \xff", "H10 \ufffd"), (b"", "")]
)
def test_text_loses_its_padding_and_never_raises(octets: bytes, text: str) -> None:
    assert decode_text(octets) == text
