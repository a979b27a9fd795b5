"""Packets recorded from real treadmills and straps; packets.json names the source of each."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

_FILE = Path(__file__).with_name("packets.json")


@dataclass(frozen=True)
class Packet:
    """One value as sent, what it means, and where several readings are fair."""

    data: bytes
    expected: dict[str, Any]
    ambiguous: dict[str, list[Any]] = field(default_factory=dict)
    direction: str = ""

    def accepts(self, key: str, value: object) -> bool:
        """Whether ``value`` is a fair reading of the expectation named ``key``."""
        return value == self.expected[key] or value in self.ambiguous.get(key, [])


def packets(characteristic: str) -> list[Any]:
    """Parameters for a test, one a packet of the characteristic (as "2ACD"), named by its id."""
    return [
        pytest.param(
            Packet(
                bytes.fromhex(record["hex"]),
                record["expected"],
                record.get("ambiguous", {}),
                record.get("direction", ""),
            ),
            id=record["id"],
        )
        for record in json.loads(_FILE.read_text(encoding="utf-8"))
        if record["characteristic"] == characteristic
    ]
