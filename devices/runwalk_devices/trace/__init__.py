"""Recordings of every packet: writing, watching, reading."""
