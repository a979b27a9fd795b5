"""Shows a workout to other programs as it runs: GATT over TCP (DIRCON) and MQTT, read-only."""
