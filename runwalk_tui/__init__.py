"""Run-walk workouts on a Bluetooth treadmill, in the terminal."""

__version__ = "0.1.0"
