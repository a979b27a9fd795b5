"""The terminal's driver and job control."""
