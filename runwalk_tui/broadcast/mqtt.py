"""Publishes a workout to an MQTT broker, described for Home Assistant; subscribes to nothing."""

import asyncio
import json
import logging
import os
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from runwalk_devices.clock import Clock
from runwalk_tui.broadcast import sentences as shown
from runwalk_tui.broadcast.gatt import Reading
from runwalk_tui.errors import UsageError
from runwalk_tui.workout.frozen import dataclass

_logger = logging.getLogger(__name__)

PASSWORD_VARIABLE: Final = "RUNWALK_MQTT_PASSWORD"
"""Where the password comes from: an address stands in lists of processes."""

PORTS: Final = {"mqtt": 1883, "mqtts": 8883}
AGAIN_S: Final = (1.0, 2.0, 5.0, 15.0, 60.0)
"""After a broker that does not answer."""
TIMEOUT_S: Final = 10.0
AT_LEAST_S: Final = 15.0
"""So often the state is published even if it stays: a broker that restarted is noticed by that."""


@dataclass(frozen=True)
class Broker:
    """Where a broker is.

    Attributes:
        host: Its name or address.
        port: 1 to 65535.
        tls: The connection is encrypted, and the broker's certificate checked.
        user: Empty where it asks for none.
    """

    host: str
    port: int
    tls: bool = False
    user: str = ""


def broker_of(address: str) -> Broker:
    """Read an address such as ``mqtts://ada@broker.local``.

    Raises:
        UsageError: If it is none, or holds a password.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise UsageError(shown.MQTT_ADDRESS.format(why=error)) from error
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise UsageError(shown.NO_BROKER)
    if parts.password is not None:
        raise UsageError(shown.PASSWORD_IN_ADDRESS.format(variable=PASSWORD_VARIABLE))
    return Broker(
        parts.hostname, port or PORTS[parts.scheme], parts.scheme == "mqtts", parts.username or ""
    )


@dataclass(frozen=True)
class _Sensor:
    key: str
    name: str
    unit: str | None = None
    kind: str | None = None


_SENSORS: Final = (
    _Sensor("step", "Step"),
    _Sensor("speed_kmh", "Speed", "km/h", "speed"),
    _Sensor("bpm", "Heart rate", "bpm"),
    _Sensor("distance_m", "Distance", "m", "distance"),
    _Sensor("elapsed_s", "Elapsed", "s", "duration"),
    _Sensor("remaining_s", "Remaining", "s", "duration"),
    _Sensor("incline_percent", "Incline", "%"),
    _Sensor("cadence_spm", "Cadence", "steps/min"),
)


class Topics:
    """The topics of one installation.

    Args:
        serial: Its number, which keeps two of them apart.
    """

    def __init__(self, serial: int) -> None:
        self.device = f"runwalk_{serial & 0xFFFFFFFF:08x}"
        self.state = f"{self.device}/state"
        self.online = f"{self.device}/online"

    def descriptions(self) -> dict[str, str]:
        """Topic and payload of each sensor's description, for Home Assistant's discovery.

        Source: home-assistant.io/integrations/mqtt, "MQTT Discovery".
        """
        device = {"identifiers": [self.device], "name": "Treadmill workout", "model": "runwalk-tui"}
        found = {}
        for sensor in _SENSORS:
            about = {
                "name": sensor.name,
                "unique_id": f"{self.device}_{sensor.key}",
                "state_topic": self.state,
                "value_template": f"{{{{ value_json.{sensor.key} }}}}",
                "availability_topic": self.online,
                "device": device,
            }
            if sensor.unit is not None:
                about |= {"unit_of_measurement": sensor.unit, "state_class": "measurement"}
            if sensor.kind is not None:
                about["device_class"] = sensor.kind
            topic = f"homeassistant/sensor/{self.device}/{sensor.key}/config"
            found[topic] = json.dumps(about)
        return found


def state_of(reading: Reading) -> str:
    """A reading as one JSON object; null is not known."""
    values: Mapping[str, object] = {
        "step": reading.step or "none",
        "speed_kmh": round(reading.speed_kmh, 2),
        "bpm": reading.bpm,
        "distance_m": int(reading.distance_m),
        "elapsed_s": int(reading.elapsed_s),
        "remaining_s": None if reading.remaining_s is None else int(reading.remaining_s),
        "incline_percent": reading.incline_percent,
        "cadence_spm": None if reading.cadence_spm is None else round(reading.cadence_spm),
    }
    return json.dumps(values)


class Publisher:
    """Publishes what `show` was told last, whenever the broker takes it.

    Args:
        broker: Where to publish.
        serial: The number of this installation.
        clock: Waits between two tries.
        say: Is told once that the broker is not reached, and once that it is.
    """

    def __init__(
        self, broker: Broker, serial: int, clock: Clock, say: Callable[[str], None]
    ) -> None:
        self._broker, self._topics = broker, Topics(serial)
        self._clock, self._say = clock, say
        self._state = state_of(Reading())
        self._changed = asyncio.Event()
        self._is_reached = False

    def show(self, reading: Reading) -> None:
        """Take a reading; waits for nobody, and only the newest counts."""
        state = state_of(reading)
        if state != self._state:
            self._state = state
            self._changed.set()

    async def run(self) -> None:
        """Publish until cancelled; a broker that is gone is tried again."""
        from aiomqtt import MqttError

        tries = 0
        while True:
            self._is_reached = False
            try:
                await self._publish()
            except MqttError as error:
                tries = 0 if self._is_reached else tries
                if tries == 0:
                    self._say(
                        shown.BROKER_GONE.format(
                            host=self._broker.host, port=self._broker.port, why=error
                        )
                    )
                _logger.info("broker: %s", error)
            await self._clock.sleep(AGAIN_S[min(tries, len(AGAIN_S) - 1)])
            tries += 1

    async def _publish(self) -> None:
        from aiomqtt import Client, TLSParameters, Will

        tls = TLSParameters(cert_reqs=ssl.CERT_REQUIRED) if self._broker.tls else None
        async with Client(
            self._broker.host,
            self._broker.port,
            username=self._broker.user or None,
            password=os.environ.get(PASSWORD_VARIABLE),
            identifier=self._topics.device,
            will=Will(self._topics.online, "offline", qos=1, retain=True),
            tls_params=tls,
            timeout=TIMEOUT_S,
        ) as client:
            for topic, payload in self._topics.descriptions().items():
                await client.publish(topic, payload, qos=1, retain=True)
            await client.publish(self._topics.online, "online", qos=1, retain=True)
            self._say(shown.PUBLISHING.format(host=self._broker.host))
            try:
                while True:
                    self._changed.clear()
                    await client.publish(self._topics.state, self._state)
                    self._is_reached = True
                    with suppress(TimeoutError):
                        async with self._clock.timeout(AT_LEAST_S):
                            await self._changed.wait()
            finally:
                with suppress(Exception):
                    await client.publish(self._topics.online, "offline", qos=1, retain=True)
