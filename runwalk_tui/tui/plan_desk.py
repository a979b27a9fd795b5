"""The runner's own plans, as the screens change them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.plans import own

if TYPE_CHECKING:
    from runwalk_tui.plans.draft import Draft


class PlanDesk:
    """Copies, edits, deletes and stars plans; each raises what ends a command with one line.

    Args:
        mine: The settings of who runs now.
    """

    def __init__(self, mine: Callable[[], EffectiveSettings]) -> None:
        self._mine = mine
        self._deleted: list[str] = []

    def draft(self, name: str) -> "Draft":
        """One of the runner's own plans, to be edited."""
        from runwalk_tui.plans.draft import Draft

        return Draft(own.own_text(name), name, self._mine())

    def keep(self, name: str, draft: "Draft") -> None:
        """Stores an edited plan."""
        own.keep_text(name, draft.text)

    def copy(self, name: str) -> str:
        """Makes an own plan of another; returns its name."""
        return own.copy_plan(name, "", self._mine()).stem

    def delete(self, name: str) -> None:
        """Puts an own plan into the trash."""
        own.delete_plan(name)
        self._deleted.append(name)

    def bring_back(self) -> str:
        """Undoes the last deletion; returns the plan's name, "" where there is none."""
        if not self._deleted:
            return ""
        own.restore_plan(self._deleted[-1])
        return self._deleted.pop()

    def deleted(self) -> list[str]:
        """The names of those in the trash."""
        return own.deleted_plans()

    def restore(self, name: str) -> None:
        """Brings one back from there."""
        own.restore_plan(name)
        self._deleted = [each for each in self._deleted if each != name]

    def star(self, name: str) -> bool:
        """Gives a plan a star, or takes it away; returns whether it has one."""
        return own.star(name)
