"""Says what follows from what a running pod says, which is never more than words."""

from runwalk_tui.workout import events as ev
from runwalk_tui.workout import sentences as say
from runwalk_tui.workout.pod import CERTAIN
from runwalk_tui.workout.session import Session


def pod_read(session: Session, event: ev.PodReading) -> list[ev.Event]:
    """The convention of its cadence, once that is certain and not known yet."""
    pod = session.pod
    if abs(pod.votes) < CERTAIN or pod.one_foot is (pod.votes > 0):
        return []
    return [ev.FeetCounted(event.t, one_foot=pod.votes > 0)]


def pod_link_cues(session: Session, event: ev.LinkChanged) -> list[ev.Event]:
    """Tell once that it is lost, and once that it is back; a pod at rest may sleep untold."""
    pod = session.pod
    if event.state is ev.LinkState.LOST and pod.lost_at == event.t:
        text = say.POD_LOST_BY_HAND if session.by_hand else say.LOST.format(device=say.POD)
        return [ev.CueDue(event.t, ev.Cue.WARNING, text)]
    if event.state is ev.LinkState.UP and pod.back_at == event.t and session.is_counting:
        return [ev.CueDue(event.t, ev.Cue.NOTICE, say.BACK_AGAIN.format(device=say.POD))]
    return []
