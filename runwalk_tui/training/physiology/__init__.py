"""Energy, heart-rate zones, recovery and heart-rate variability."""
