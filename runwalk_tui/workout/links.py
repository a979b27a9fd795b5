"""The connection of each device, by the device."""

from runwalk_tui.workout.device_link import DeviceLink
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.session import Session
from runwalk_tui.workout.vocabulary import Device


def link_of(session: Session, device: Device) -> DeviceLink:
    """The connection of a device."""
    match device:
        case Device.TREADMILL:
            return session.belt.link
        case Device.STRAP:
            return session.heart.link
        case Device.POD:
            return session.pod.link


def with_link(session: Session, device: Device, link: DeviceLink) -> Session:
    """The session with another state of that connection."""
    match device:
        case Device.TREADMILL:
            return replace(session, belt=replace(session.belt, link=link))
        case Device.STRAP:
            return replace(session, heart=replace(session.heart, link=link))
        case Device.POD:
            return replace(session, pod=replace(session.pod, link=link))
