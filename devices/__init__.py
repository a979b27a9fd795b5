"""Treadmills and heart-rate straps over Bluetooth: the air, the links, and what octets mean.

Knows bleak and pycycling; knows nothing of plans, sessions or screens.
"""
