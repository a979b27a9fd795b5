"""The words of a command line as the parser takes them."""

VIRTUAL = "--virtual"
_SCENES = ("machine:", "quirks:", "trace:")
_MACHINES = ("bike",)


def normal_form(words: list[str]) -> list[str]:
    """``--virtual`` takes a scene or stands alone; alone it means the ordinary one."""
    normal = []
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        is_scene = following in _MACHINES or following.startswith(_SCENES)
        alone = word == VIRTUAL and not is_scene
        normal.append(f"{VIRTUAL}=" if alone else word)
    return normal
