"""Fold what a running pod says into the session."""

from runwalk_tui.workout.dropping import heard_from
from runwalk_tui.workout.events import (
    Device,
    FeetCounted,
    LinkChanged,
    LinkState,
    PodKnown,
    PodReading,
)
from runwalk_tui.workout.fast_replace import replace
from runwalk_tui.workout.pod import (
    FASTEST_KMH,
    MOST_VOTES,
    POD_HOLD_S,
    STANDS_KMH,
    Pod,
    speaks_for_one_foot,
)
from runwalk_tui.workout.session import Session

QUIET_S = 120.0
"""A pod that is lost again within so long of its return is not told of again."""


def fold_pod_reading(session: Session, reading: PodReading) -> Session:
    """Takes in a reading; one that no runner could have caused is left out."""
    session = heard_from(session, Device.POD, reading.t)
    pod, t, speed_kmh = session.pod, reading.t, reading.speed_kmh
    if not 0 <= speed_kmh <= FASTEST_KMH or reading.cadence_spm < 0:
        return replace(session, pod=replace(pod, dropped=pod.dropped + 1))
    lapse_s = 0.0 if pod.read_at is None else min(t - pod.read_at, POD_HOLD_S)
    cadence = pod.cadence_spm(t)
    steps = pod.steps
    if cadence is not None and session.is_counting:
        steps += cadence / 60 * lapse_s
    same = reading.cadence_spm == pod.sent_spm and pod.read_at is not None
    pod = replace(
        pod,
        speed_kmh=speed_kmh,
        read_at=t,
        sent_spm=reading.cadence_spm,
        sent_stride_m=reading.stride_m,
        runs=reading.running,
        votes=_votes(pod, reading),
        metres=pod.metres + _gained_m(pod, reading, lapse_s),
        counter_m=reading.distance_m,
        same_since=pod.same_since if same else t,
        slowest_kmh=min(pod.slowest_kmh, speed_kmh) if same else speed_kmh,
        fastest_kmh=max(pod.fastest_kmh, speed_kmh) if same else speed_kmh,
        steps=steps,
    )
    return replace(session, pod=pod)


def _gained_m(pod: Pod, reading: PodReading, lapse_s: float) -> float:
    """Metres since the reading before, by its counter, else by its speed then."""
    before_m, now_m = pod.counter_m, reading.distance_m
    if before_m is not None and now_m is not None:
        gained_m = now_m - before_m
        return gained_m if 0 <= gained_m <= FASTEST_KMH / 3.6 * (lapse_s + POD_HOLD_S) else 0.0
    return (pod.speed_kmh or 0.0) / 3.6 * lapse_s


def _votes(pod: Pod, reading: PodReading) -> int:
    if reading.speed_kmh < STANDS_KMH or not reading.cadence_spm:
        return pod.votes
    one = speaks_for_one_foot(reading.cadence_spm, reading.speed_kmh, runs=reading.running)
    return max(-MOST_VOTES, min(MOST_VOTES, pod.votes + (1 if one else -1)))


def fold_pod_known(session: Session, event: PodKnown) -> Session:
    """Earlier sessions told which feet it counts."""
    votes = 0 if event.one_foot is None else MOST_VOTES if event.one_foot else -MOST_VOTES
    return replace(session, pod=replace(session.pod, one_foot=event.one_foot, votes=votes))


def fold_feet(session: Session, event: FeetCounted) -> Session:
    """Keep which feet the pod counts, once that is certain."""
    return replace(session, pod=replace(session.pod, one_foot=event.one_foot))


def fold_pod_link(session: Session, pod: Pod, event: LinkChanged) -> Session:
    """Keep the pod's connection; another pod begins without the measurements of the one before.

    Args:
        session: The session before.
        pod: The pod, with its connection as it is now.
        event: What happened to that.
    """
    if event.state is LinkState.UP:
        name = event.name or event.address
        if pod.pod is not None and name is not None and name != pod.pod:
            pod = Pod(pod.link, metres=pod.metres, steps=pod.steps, lost_at=pod.lost_at)
        was_told = pod.lost_at is not None and (pod.back_at or -1.0) < pod.lost_at
        pod = replace(
            pod, pod=name or pod.pod, counter_m=None, back_at=event.t if was_told else pod.back_at
        )
    elif event.state is LinkState.LOST and session.is_counting:
        back_at = pod.back_at
        if pod.lost_at is None or (back_at is not None and event.t - back_at >= QUIET_S):
            pod = replace(pod, lost_at=event.t)
    return replace(session, pod=pod)
