"""Other keys for actions, as the runner's settings name them, and whether they go together.

Textual's own keymap takes a key from every action that shares it, and its handler of clashes is
not called between actions that both have names. So nothing is bound anew: a pressed key is
translated into the one that the action has in the key table (`keys`), screen by screen.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from textual.keys import Keys, _character_to_key

from runwalk_tui.language import tr
from runwalk_tui.tui import keys
from runwalk_tui.tui import sentences_of_forms as say
from runwalk_tui.tui.keys import Groups, Key

CONTEXTS: Mapping[str, tuple[Key, ...]] = {
    "run": (*keys.RUN_KEYS, keys.END_BROADCAST, *keys.SESSION_KEYS),
    "arm": (*keys.ARM_KEYS, *keys.SESSION_KEYS),
    "replay": (*keys.REPLAY_KEYS, keys.CLOSE, keys.HELP),
    "summary": (*keys.SUMMARY_KEYS, *keys.LIST_KEYS, keys.CLOSE, keys.HELP),
    "home": (*keys.HOME_KEYS, *keys.PLAN_KEYS, *keys.LIST_KEYS, keys.CLOSE, keys.HELP),
    "history": (*keys.HISTORY_KEYS, *keys.LIST_KEYS, keys.CLOSE, keys.HELP),
    "devices": (*keys.DEVICES_KEYS, *keys.LIST_KEYS, keys.CLOSE, keys.HELP),
}
"""Keys that are there at the same time, by the screen; what is in none keeps its key."""

FIXED = frozenset({"arm.start", "leave", "stop.twice", "help", "close"})
"""The only key that starts a belt, and the ways out."""

ADDED = frozenset({"stop"})
"""Actions that keep their own key beside any other."""

_OUT = ("s", "escape", "q", "ctrl+c", "ctrl+q")
RESERVED = frozenset((*_OUT, "question_mark", "enter", "ctrl+p", "f1"))
"""Keys that no other action may have: with them a belt is stopped and the program is left."""

MEDIA = (
    *("media_play", "media_pause", "media_play_pause", "media_stop"),
    *("media_track_next", "media_track_previous", "media_fast_forward", "media_rewind"),
    *("lower_volume", "raise_volume", "mute_volume"),
)
"""Keys of headsets and remotes, as terminals with the protocol of kitty tell them."""

_SPELT = {"page down": "pagedown", "page up": "pageup", "return": "enter", "del": "delete"}


class KeymapError(ValueError):
    """Keys that cannot be used: which, and why."""


def key_names(text: str) -> str:
    """Keys as people write them ("k", ">", "page down"), as Textual calls them.

    Raises:
        KeymapError: If one is no key.
    """
    return ",".join(_name(word.strip()) for word in _words(text))


def _words(text: str) -> list[str]:
    """Separated by commas; a comma alone is that key."""
    return [","] if text.strip() == "," else [each for each in text.split(",") if each.strip()]


def _name(word: str) -> str:
    plain = _SPELT.get(word.lower(), word)
    if len(plain) == 1:
        if not plain.isprintable() or plain == " ":
            raise KeymapError(say.NO_KEY_AT_ALL.format(key=repr(plain)))
        return str(_character_to_key(plain.lower() if plain.isalpha() else plain))
    *modifiers, last = plain.lower().split("+")
    known = last in _known_names() or len(last) == 1
    if known and set(modifiers) <= {"ctrl", "shift", "alt", "super"}:
        return "+".join([*modifiers, last])
    raise KeymapError(say.NO_KEY.format(word=word[:30]))


@cache
def _known_names() -> frozenset[str]:
    return frozenset(str(key.value) for key in Keys) | frozenset(MEDIA)


def remappable() -> dict[str, Key]:
    """The actions that may have other keys, by their ids."""
    every = (key for group in CONTEXTS.values() for key in group)
    return {key.id: key for key in every if key.id not in FIXED}


def checked(keymap: Mapping[str, str]) -> dict[str, str]:
    """The keymap with names as Textual has them.

    Raises:
        KeymapError: If an action or a key is unknown, or two actions of a screen have one key.
    """
    known = remappable()
    found = {}
    for id, text in keymap.items():
        if id not in known:
            raise KeymapError(say.NO_ACTION.format(id=id[:40]))
        names = key_names(text)
        if not names:
            continue
        if id not in ADDED and (taken := set(names.split(",")) & RESERVED):
            raise KeymapError(say.FIXED_TASK.format(key=min(taken), id=id))
        found[id] = names
    for screen, group in CONTEXTS.items():
        _check_together(screen, group, found)
    return found


def _check_together(screen: str, group: Iterable[Key], keymap: Mapping[str, str]) -> None:
    owners: dict[str, Key] = {}
    for key in group:
        for name in keys_of(key, keymap):
            other = owners.setdefault(name, key)
            changed = key.id in keymap or other.id in keymap
            if other.id != key.id and changed:
                both = say.BOTH_ACTIONS.format(one=other.id, other=key.id)
                raise KeymapError(say.WOULD_BE_BOTH.format(name=name, both=both, screen=screen))


def keys_of(key: Key, keymap: Mapping[str, str]) -> list[str]:
    """The keys that an action has now."""
    own = key.keys.split(",")
    if key.id not in keymap:
        return own
    other = keymap[key.id].split(",")
    return own + other if key.id in ADDED else other


def translated(pressed: str, active: Collection[str], keymap: Mapping[str, str]) -> str | None:
    """The key of the key table that ``pressed`` stands for; None where it has lost its meaning.

    ``active`` are the ids of the actions that the open screen has.
    """
    known = remappable()
    here = [known[id] for id in keymap if id in known and id in active]
    for key in here:
        if pressed in keymap[key.id].split(","):
            return key.keys.partition(",")[0]
    lost = any(key.id not in ADDED and pressed in key.keys.split(",") for key in here)
    return None if lost else pressed


def printed(name: str) -> str:
    """A key as it is printed in footers."""
    spelt = {shown: each for each, shown in _SPELT.items()}
    if name in spelt:
        return spelt[name]
    signs = {"greater_than_sign": ">", "less_than_sign": "<", "plus": "+", "minus": "-"}
    return signs.get(name, name.removeprefix("media_").replace("_", " "))


def shown(key: Key, keymap: Mapping[str, str]) -> Key:
    """A key as screens show it, with the keys that it has now."""
    names, cap = keys_of(key, keymap), key.cap
    if key.id in keymap and key.id not in ADDED:
        cap = printed(names[0])
    return key._replace(keys=",".join(names), cap=tr(cap), label=tr(key.label), about=tr(key.about))


def shown_groups(groups: Groups, keymap: Mapping[str, str]) -> Groups:
    """The same for the groups of the help."""
    return tuple(
        (tr(heading), tuple(shown(key, keymap) for key in keys)) for heading, keys in groups
    )
