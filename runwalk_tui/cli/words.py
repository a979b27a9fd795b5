"""The words of a command line as the parser takes them."""

VIRTUAL = "--virtual"


def normal_form(words: list[str]) -> list[str]:
    """``--virtual`` takes a scene or stands alone; alone it means the ordinary one."""
    if VIRTUAL not in words:
        return words
    # Not before it is needed: most commands know no virtual devices.
    from runwalk_devices.simulator.spec import names_scene

    normal = []
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        alone = word == VIRTUAL and not names_scene(following)
        normal.append(f"{VIRTUAL}=" if alone else word)
    return normal
