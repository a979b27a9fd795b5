"""The name of the Magic Mile, with a target or without."""

MAGIC_MILE = "magic-mile"
"""The plan that ships."""

AT = "@"
"""Between the plan's name and a target: ``magic-mile@9:30``."""


def is_mile(name: str) -> bool:
    """True if a name means the Magic Mile that ships, with a target or without."""
    return name.partition(AT)[0] == MAGIC_MILE
