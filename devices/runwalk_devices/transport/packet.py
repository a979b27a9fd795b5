"""What passes between a central and a peripheral."""

from enum import StrEnum


class PacketKind(StrEnum):
    """What passed between a central and a peripheral."""

    CONNECT = "connect"
    DISCONNECT = "disconnect"
    READ = "read"
    WRITE = "write"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    NOTIFY = "notify"
    INDICATE = "indicate"
