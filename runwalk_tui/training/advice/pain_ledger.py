"""Every pain that was told and is not over, each in its place; none is forgotten."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from runwalk_tui.training.advice.pain_rules import Pain, Verdict, is_for_doctor
from runwalk_tui.training.history.diary_entries import (
    CheckIn,
    Debrief,
    DoctorSaw,
    Entry,
    NextDay,
    PainNow,
)
from runwalk_tui.training.history.diary_index import Told
from runwalk_tui.training.history.session_stats import SessionStats


def open_pains(
    figures: Iterable[SessionStats], entries: Iterable[Entry], until: str = "~"
) -> list[Pain]:
    """The pains that are not over, in the order in which they were told.

    Args:
        figures: Every session: pain may have been noted on the belt.
        entries: The diary, in order.
        until: A moment, ISO 8601; what was told after it is left out.
    """
    opened = {session.session_id: session for session in figures}
    entries = tuple(entries)
    said = {entry.session_id: entry for entry in entries if isinstance(entry, Debrief)}
    noted = [
        (session.opened_at, _on_the_belt(session, said.get(session.session_id)))
        for session in opened.values()
        if session.pain is not None
    ]
    told: list[tuple[str, Pain | Entry]] = [
        (entry.at, entry) for entry in entries if _counts(entry, said)
    ]
    found: list[Pain] = []
    for at, each in sorted([*noted, *told], key=lambda pair: pair[0]):
        if at > until:
            break
        after = _after(found, each, opened)
        found = [pain for pain in after if pain.verdict is not Verdict.FINE]
    return found


def open_pains_on(day: date, figures: Iterable[SessionStats], told: Told) -> list[Pain]:
    """The same, with all that was told until the end of a day."""
    return open_pains(figures, told.entries, f"{day.isoformat()}~")


def _on_the_belt(session: SessionStats, said: Debrief | None) -> Pain:
    """The pain of a session; without a place until the runner names it afterwards."""
    where = "" if said is None else said.where
    return Pain(session.opened_at, session.pain, where, in_run=True)


def _counts(entry: Entry, said: Mapping[int, Debrief]) -> bool:
    """Of what was said twice after a session the last counts, but where a doctor comes first."""
    if not isinstance(entry, Debrief) or said[entry.session_id] is entry:
        return True
    return is_for_doctor(entry.pain, entry.where)


def _after(
    found: Sequence[Pain], each: Pain | Entry, opened: Mapping[int, SessionStats]
) -> list[Pain]:
    match each:
        case Pain():
            return [*found, each]
        case DoctorSaw():
            return [pain for pain in found if not pain.is_for_doctor]
        case CheckIn() | NextDay() | PainNow():
            left = [pain for pain in found if not pain.heals_by(each)]
            return _noted(left, Pain(each.at, each.pain, each.where))
        case Debrief():
            session = opened.get(each.session_id)
            is_later = session is not None and session.opened_at[:10] != each.at[:10]
            at = session.opened_at if session is not None and is_later else each.at
            left = [pain for pain in found if not pain.heals_by(each)]
            return [*left, Pain(at, each.pain, each.where, each.sharp, in_run=True)]
    return list(found)


def _noted(found: Sequence[Pain], pain: Pain) -> list[Pain]:
    """With another pain; the last word on the same spot outside of a run takes its place."""
    if pain.verdict is Verdict.FINE:
        return list(found)
    others = (each for each in found if each.in_run or each.is_for_doctor or pain.spot != each.spot)
    return [*others, pain]
