"""The parts of screens, each drawn from one small value."""
