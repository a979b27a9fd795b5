"""Tell the kind of a Bluetooth address."""

_RANDOM_BITS = (0b01, 0b11)


def may_be_random(address: str) -> bool:
    """Return True if it may be a random address, static or resolvable, which its device may change.

    The two highest bits of such an address are 01 or 11 (Core Specification, 6.B.1.3.2). macOS
    hides addresses, and gives UUIDs for them that it keeps.
    """
    first = address.partition(":")[0]
    try:
        return len(first) == 2 and int(first, 16) >> 6 in _RANDOM_BITS
    except ValueError:
        return False
