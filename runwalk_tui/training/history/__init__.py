"""Recorded sessions as statistics, loads and trends."""
