"""Recorded sessions, read from their files and played back over the air."""

import json
from pathlib import Path

import pytest

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.ftms.treadmill_data import decode_treadmill_data
from runwalk_devices.simulator.air import Packet
from runwalk_devices.simulator.connection import PacketKind
from runwalk_devices.simulator.playback import TraceStrap, TraceTreadmill
from runwalk_devices.simulator.scene import VirtualScene, virtual_scene
from runwalk_devices.simulator.strap import VirtualStrap
from runwalk_devices.simulator.treadmill import VirtualTreadmill
from runwalk_devices.trace.format import TraceError, load_trace
from runwalk_devices.transport.adapter import DeviceKind
from tests.runwalk_devices.conftest import connect

TRACES = Path(__file__).parents[2] / "data" / "traces"


def lines_of(path: Path) -> list[tuple[float, str, bytes]]:
    entries = [json.loads(line) for line in path.read_text().splitlines()]
    return [(e["t"], e["characteristic"], bytes.fromhex(e["hex"])) for e in entries]


def write(path: Path, *entries: object) -> Path:
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    return path


def notify(t: float, characteristic: str, octets: str) -> dict[str, object]:
    return {"t": t, "kind": "notify", "characteristic": characteristic, "hex": octets}


async def play(scene: VirtualScene, clock: Clock) -> tuple[list[Packet], list[float]]:
    """Connect, subscribe to all that the treadmill has, and listen to the end."""
    treadmill = scene.treadmill
    assert isinstance(treadmill, TraceTreadmill)
    wire: list[Packet] = []
    lost: list[float] = []
    scene.air.on_packet(wire.append)
    client = await connect(scene.adapter, treadmill, lost)
    await clock.sleep(30)
    assert [p for p in wire if p.kind is PacketKind.NOTIFY] == [], "nobody has subscribed yet"
    for characteristic in reversed(list(client.services.characteristics.values())):
        await client.start_notify(characteristic, lambda _sender, _data: None)
    await treadmill.ended.wait()
    await clock.sleep(0.1)
    return [p for p in wire if p.kind is PacketKind.NOTIFY], lost


@pytest.mark.parametrize("path", sorted(TRACES.glob("*.jsonl")), ids=lambda path: path.stem)
async def test_every_notification_comes_at_its_time(clock: Clock, path: Path) -> None:
    async with virtual_scene(clock, f"trace:{path}") as scene:
        (sighting,) = [s for s in await scene.adapter.scan(1) if s.name == path.stem]
        assert sighting.kinds == {DeviceKind.TREADMILL}
        played, lost = await play(scene, clock)
    expected = lines_of(path)
    assert [(p.characteristic, p.data) for p in played] == [line[1:] for line in expected]
    for packet, (t, _, _) in zip(played, expected, strict=True):
        assert packet.t - played[0].t == pytest.approx(t - expected[0][0], abs=1e-6)
    assert lost == [pytest.approx(played[-1].t + 1, abs=0.1)], "then it is switched off"


async def test_a_trace_cannot_be_controlled(clock: Clock) -> None:
    async with virtual_scene(clock, f"trace:{TRACES / 'urevo-e1l-pause.jsonl'}") as scene:
        client = await connect(scene.adapter, scene.treadmill, [])
        assert client.services.get_characteristic(uuids.FITNESS_MACHINE_CONTROL_POINT) is None
        assert [uuids.short(c.uuid) for c in client.services.characteristics.values()] == [
            "2ACD",
            "2AD3",
            "2ADA",
        ]


async def test_virtual_heart_follows_the_recorded_belt(clock: Clock) -> None:
    path = TRACES / "cswp8-walk.jsonl"
    async with virtual_scene(clock, f"trace:{path}") as scene:
        assert isinstance(scene.strap, VirtualStrap)
        client = await connect(scene.adapter, scene.treadmill, [])
        resting = scene.strap.bpm
        await client.start_notify(uuids.TREADMILL_DATA, lambda _sender, _data: None)
        await clock.sleep(60)
        fastest = max(
            decode_treadmill_data(data).speed_kmh or 0 for _, uuid, data in lines_of(path)
        )
        assert scene.treadmill.speed_kmh == fastest == 3.0
        assert scene.strap.bpm > resting + 5


async def test_it_plays_on_while_the_link_is_lost(clock: Clock, tmp_path: Path) -> None:
    packets = [notify(t, "2ACD", f"0400{t:02x}00000000") for t in range(10)]
    async with virtual_scene(clock, f"trace:{write(tmp_path / 'ten.jsonl', *packets)}") as scene:
        heard: list[int] = []
        for _ in range(2):
            client = await connect(scene.adapter, scene.treadmill, [])
            await client.start_notify(uuids.TREADMILL_DATA, lambda _s, data: heard.append(data[2]))
            await clock.sleep(2.5)
            scene.air.cut(scene.treadmill.address)
    assert heard[:3] == [0, 1, 2]
    assert heard[3] > 3
    assert heard == sorted(set(heard))


async def test_a_recorded_strap_is_a_strap(clock: Clock, tmp_path: Path) -> None:
    path = write(
        tmp_path / "both.jsonl",
        {"t": 5, "kind": "note", "text": "anything"},
        notify(5, "2A37", "0650"),
        {"t": 5.5, "kind": "write", "characteristic": "2AD9", "hex": "00"},
        notify(5.5, "2ACD", "040000000000"),
        notify(6, "2a19", "32"),
        notify(7, "00002a37-0000-1000-8000-00805f9b34fb", "0651"),
    )
    async with virtual_scene(clock, f"trace:{path}") as scene:
        assert isinstance(scene.treadmill, TraceTreadmill)
        assert isinstance(scene.strap, TraceStrap)
        client = await connect(scene.adapter, scene.strap, [])
        heard: list[tuple[float, bytearray]] = []
        await client.start_notify("2a37", lambda _s, data: heard.append((clock.now(), data)))
        await clock.sleep(5)
    assert [data for _, data in heard] == [b"\x06\x50", b"\x06\x51"]
    assert heard[1][0] - heard[0][0] == pytest.approx(2)


async def test_a_strap_alone_comes_with_the_virtual_treadmill(clock: Clock, tmp_path: Path) -> None:
    path = write(tmp_path / "strap.jsonl", notify(0, "2A37", "0650"))
    scene = virtual_scene(clock, f"trace:{path}")
    assert isinstance(scene.treadmill, VirtualTreadmill)
    assert isinstance(scene.strap, TraceStrap)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"kind": "notify"}', "t must be"),
        ('{"t": "0", "kind": "notify"}', "t must be"),
        ('{"t": true, "kind": "notify"}', "t must be"),
        ('{"t": NaN, "kind": "notify"}', "t must be"),
        ('{"t": 1}', "kind must be"),
        ('{"t": 1, "kind": "notify", "hex": "00"}', "characteristic must be"),
        ('{"t": 1, "kind": "notify", "characteristic": "2ACD"}', "hex must be"),
        ('{"t": 1, "kind": "notify", "characteristic": "2ACD", "hex": "0"}', "hex must be"),
        ('{"t": 1, "kind": "notify", "characteristic": "2ACD", "hex": 7}', "hex must be"),
        ('{"t": -1, "kind": "write"}', "order of time"),
    ],
)
def test_bad_line_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"t": 0, "kind": "connect"}\n\n' + line + "\n")
    with pytest.raises(TraceError, match=complaint) as error:
        load_trace(path)
    message = str(error.value)
    assert f"{path}, line 3" in message
    assert "\n" not in message


def test_file_that_is_no_trace(tmp_path: Path) -> None:
    with pytest.raises(TraceError, match=r"none\.jsonl: No such file"):
        load_trace(tmp_path / "none.jsonl")
    with pytest.raises(TraceError, match="Is a directory"):
        load_trace(tmp_path)
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TraceError, match="not a text file"):
        load_trace(binary)
    with pytest.raises(TraceError, match="no notification of a treadmill"):
        virtual_scene(Clock(), f"trace:{write(tmp_path / 'empty.jsonl')}")


def test_unknown_scene_is_refused() -> None:
    with pytest.raises(ValueError, match="no virtual device 'warp'") as error:
        virtual_scene(Clock(), "warp")
    assert "\n" not in str(error.value)
