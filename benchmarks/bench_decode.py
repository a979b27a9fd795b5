"""Speed of decoding Treadmill Data, beside bluetooth-sig on the same recorded packets."""

import json
import timeit
from collections.abc import Callable
from pathlib import Path

from bluetooth_sig.gatt.characteristics.treadmill_data import TreadmillDataCharacteristic

from runwalk_devices.codecs.ftms.treadmill_data import decode_treadmill_data

_PACKETS = Path(__file__).resolve().parents[1] / "tests" / "runwalk_devices" / "packets.json"
_ROUNDS = 20
_DECODES = 50


def run() -> list[tuple[str, float, str, str]]:
    """Rows of label, value, unit and target."""
    ours, theirs = decodes_per_s()
    return [
        ("Treadmill Data, runwalk_devices", round(ours), "decodes/s", ""),
        ("Treadmill Data, bluetooth-sig", round(theirs), "decodes/s", ""),
        ("Treadmill Data, ours beside theirs", round(ours / theirs, 1), "times", "at least 20"),
    ]


def decodes_per_s() -> tuple[float, float]:
    """Packets a second, ours and bluetooth-sig's."""
    records = json.loads(_PACKETS.read_text(encoding="utf-8"))
    packets = [bytearray.fromhex(r["hex"]) for r in records if r["characteristic"] == "2ACD"]
    decoders = (decode_treadmill_data, TreadmillDataCharacteristic().parse_value)
    # Turn about, and the best turn of each counts: what disturbs one turn spoils neither figure.
    turns = [[_turn_s(decode, packets) for decode in decoders] for _ in range(_ROUNDS)]
    ours, theirs = (_DECODES * len(packets) / min(seconds) for seconds in zip(*turns, strict=True))
    return ours, theirs


def _turn_s(decode: Callable[[bytearray], object], packets: list[bytearray]) -> float:
    def decode_all() -> None:
        for packet in packets:
            decode(packet)

    return timeit.timeit(decode_all, number=_DECODES)


if __name__ == "__main__":
    for label, value, unit, target in run():
        print(f"{label:36} {value:>10} {unit:10} {target}")
