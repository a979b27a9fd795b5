"""Octets to values and back: pure functions, a file a characteristic."""
