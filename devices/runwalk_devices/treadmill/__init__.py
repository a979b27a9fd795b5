"""A treadmill: commands, telemetry, ramp, quirks and the Stop."""
