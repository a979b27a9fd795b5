"""Keys and tokens of services: in the system's keyring, or in a file for its owner alone.

None is ever logged or shown. One that could not stand in a header is refused here, because a
library that finds out later would show it in its error.
"""

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import tomli_w

from runwalk_tui.config.atomic import store
from runwalk_tui.config.paths import config_folder
from runwalk_tui.exchange import sentences_of_uploads as texts

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

KEYRING: Final = "runwalk-tui"

_SOUND: Final = re.compile(r"[!-~]{8,512}")


def secrets_file() -> Path:
    """The file of secrets on a system without a keyring."""
    return config_folder() / "secrets.toml"


def sound_secret(text: str) -> str:
    """A key or token as it was pasted, without spaces around it.

    Raises:
        ValueError: If it cannot be one; says so without showing it.
    """
    secret = text.strip()
    if not _SOUND.fullmatch(secret):
        raise ValueError(texts.NO_SECRET)
    return secret


def keep_secret(service: str, runner: str, secret: str) -> str:
    """Keep a secret in place of one before; return where, in words.

    Raises:
        StoreError: If it cannot be kept.
    """
    if _in_keyring(service, runner, secret):
        _to_file(service, runner, None)
        return texts.KEYRING
    _to_file(service, runner, secret)
    return str(secrets_file())


def load_secret(service: str, runner: str) -> str | None:
    """The secret of a runner for a service; None if there is none that can be used."""
    found = _of_keyring(service, runner) or _file().get(_name(service, runner))
    return found if found and _SOUND.fullmatch(found) else None


def forget_secret(service: str, runner: str) -> bool:
    """Forget a secret wherever it is; return whether there was one.

    Raises:
        StoreError: If the file cannot be written.
    """
    from keyring.errors import KeyringError

    was_known = load_secret(service, runner) is not None
    if (keyring := _keyring()) is not None and _of_keyring(service, runner):
        try:
            keyring.delete_password(KEYRING, _name(service, runner))
        except (KeyringError, OSError, RuntimeError):
            was_known = False
    _to_file(service, runner, None)
    return was_known


def _name(service: str, runner: str) -> str:
    return f"{service} {runner}".strip()


def _file() -> dict[str, str]:
    try:
        content = tomllib.loads(secrets_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: value for name, value in content.items() if isinstance(value, str)}


def _to_file(service: str, runner: str, secret: str | None) -> None:
    content = _file()
    name = _name(service, runner)
    if content.get(name) == secret:
        return
    if secret is None:
        del content[name]
    else:
        content[name] = secret
    store(secrets_file(), tomli_w.dumps(content))


def _keyring() -> "KeyringBackend | None":
    """The system's keyring, if there is one that keeps anything."""
    import keyring

    try:
        backend = keyring.get_keyring()
        return backend if backend.priority > 0 else None
    except (RuntimeError, OSError, ImportError, ValueError):
        return None


def _of_keyring(service: str, runner: str) -> str | None:
    from keyring.errors import KeyringError

    backend = _keyring()
    try:
        return None if backend is None else backend.get_password(KEYRING, _name(service, runner))
    except (KeyringError, OSError, RuntimeError):
        return None


def _in_keyring(service: str, runner: str, secret: str) -> bool:
    """Return True if the keyring has taken it."""
    from keyring.errors import KeyringError

    backend = _keyring()
    if backend is None:
        return False
    try:
        backend.set_password(KEYRING, _name(service, runner), secret)
    except (KeyringError, OSError, RuntimeError):
        return False
    return _of_keyring(service, runner) == secret
