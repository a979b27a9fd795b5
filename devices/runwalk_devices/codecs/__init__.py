"""Octets of characteristics as values, and back: pure functions."""
