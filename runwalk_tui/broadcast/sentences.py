"""What a broadcast says of a broker that it publishes to."""

from runwalk_tui.language import table

MQTT_ADDRESS = "broadcast: --mqtt: {why}; write it like mqtt://user@broker.local:1883"
NO_BROKER = (
    "broadcast: --mqtt: not the address of a broker; write it like mqtt://user@broker.local:1883"
)
PASSWORD_IN_ADDRESS = "broadcast: --mqtt: put the password into {variable}, not the address"
BROKER_GONE = "the MQTT broker at {host}:{port} does not answer ({why}); trying again"
PUBLISHING = "publishing to the MQTT broker at {host}"


table(__name__)
