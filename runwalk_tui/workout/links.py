"""The connection of each device, by the device."""

from typing import Final

from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.vocabulary import Device

_TREADMILL: Final = Device.TREADMILL
_STRAP: Final = Device.STRAP


def link_of(session: Session, device: Device) -> DeviceLink:
    """The connection of a device."""
    if device is _TREADMILL:
        return session.belt.link
    return session.heart.link if device is _STRAP else session.pod.link


def with_link(session: Session, device: Device, link: DeviceLink) -> Session:
    """Return the session with another state of a device's connection."""
    if device is _TREADMILL:
        return replace(session, belt=replace(session.belt, link=link))
    if device is _STRAP:
        return replace(session, heart=replace(session.heart, link=link))
    return replace(session, pod=replace(session.pod, link=link))
