"""Devices that are remembered, and what was learned of them."""
