"""Keys and tokens of services, kept and forgotten, as commands and screens ask for it."""

from runwalk_tui.exchange import sentences_of_uploads as shown
from runwalk_tui.exchange.secrets import forget_secret, keep_secret, load_secret, sound_secret
from runwalk_tui.exchange.uploading import SERVICES, ServiceName, service_of


def services_with_keys(runner: str) -> list[ServiceName]:
    """The services for which a runner's key or token is kept."""
    return [name for name in SERVICES if load_secret(name, runner) is not None]


def keep_key(to: ServiceName, runner: str, text: str) -> str:
    """Keep a key or token as it was pasted, in place of one before; say where it is.

    Raises:
        ValueError: If it is none; says so without showing it.
        StoreError: If it cannot be kept.
    """
    service = service_of(to)
    place = keep_secret(to, runner, sound_secret(text))
    return shown.SECRET_KEPT.format(secret=service.secret_name, service=service.title, place=place)


def forget_key(to: ServiceName, runner: str) -> str:
    """Forget the key or token of a service; say whether there was one.

    Raises:
        StoreError: If the file cannot be written.
    """
    service = service_of(to)
    was_known = forget_secret(to, runner)
    words = shown.SECRET_FORGOTTEN if was_known else shown.SECRET_UNKNOWN
    return words.format(secret=service.secret_name, service=service.title)
