"""A packet between a central and a peripheral."""

from enum import StrEnum


class PacketKind(StrEnum):
    """The kind of a packet."""

    CONNECT = "connect"
    DISCONNECT = "disconnect"
    READ = "read"
    WRITE = "write"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    NOTIFY = "notify"
    INDICATE = "indicate"
