"""The runner's own plans: copied, stored, deleted into a trash and brought back, starred."""

import re
from pathlib import Path

from runwalk_tui.config.atomic import store
from runwalk_tui.config.paths import own_plans_folder
from runwalk_tui.config.settings import Settings
from runwalk_tui.errors import StoreError, UsageError, reason
from runwalk_tui.language.titles import MY_COPY
from runwalk_tui.plans import sentences
from runwalk_tui.plans.loader import find_plan, load_plan, plan_names, starred, stars_file
from runwalk_tui.plans.writer import plan_toml

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


def own_text(name: str) -> str:
    """The text of one of the runner's own plans.

    Raises:
        PlanError: If there is no such plan.
        UsageError: If it came with the program.
        StoreError: If it cannot be read.
    """
    file = own_file(name)
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else sentences.NO_TEXT
        raise StoreError(sentences.NOT_READ.format(file=file, why=why)) from error


def own_file(name: str) -> Path:
    """The file of one of the runner's own plans; raises as `own_text`."""
    file = find_plan(name)
    if file.parent != own_plans_folder():
        raise UsageError(sentences.SHIPPED.format(name=name))
    return file


def keep_text(name: str, text: str) -> Path:
    """Stores the text of one of the runner's own plans."""
    file = own_plans_folder() / f"{name}.toml"
    store(file, text)
    return file


def copy_plan(name: str, to: str, settings: Settings) -> Path:
    """Makes an own plan of another one, with its comments; returns its file.

    Args:
        name: Which plan: its name, or its address in a programme.
        to: What the copy is called; "" finds a name.
        settings: Give the names of speeds their numbers.

    Raises:
        PlanError: If there is no such plan, or it cannot be used.
        UsageError: If there is a plan of the new name, or it is no name.
    """
    plan = load_plan(name, settings)
    to = to or _free_name(re.sub(r"[^A-Za-z0-9_-]+", "-", plan.name).strip("-") or "plan")
    if not _NAME.fullmatch(to):
        raise UsageError(sentences.NO_NAME.format(name=to))
    if _is_there(to):
        raise UsageError(sentences.TAKEN.format(name=to))
    if ":" in name:
        return keep_text(to, plan_toml(plan, settings))
    from runwalk_tui.plans.draft import Draft

    draft = Draft(find_plan(name).read_text("utf-8-sig"), to, settings)
    draft.change_head("title", MY_COPY.format(title=plan.title))
    return keep_text(to, draft.text)


def delete_plan(name: str) -> None:
    """Puts one of the runner's own plans into the trash; `restore_plan` brings it back.

    Raises:
        PlanError: If there is no such plan.
        UsageError: If it came with the program.
        StoreError: If it cannot be moved.
    """
    file = own_file(name)
    _move(file, _trash() / file.name)


def restore_plan(name: str) -> Path:
    """Brings a deleted plan back; of several of one name the last.

    Raises:
        UsageError: If there is none, or there is a plan of this name again.
        StoreError: If it cannot be moved.
    """
    file = _trash() / f"{name}.toml"
    if not file.is_file():
        raise UsageError(sentences.NOT_DELETED.format(name=name))
    to = own_plans_folder() / file.name
    if to.exists():
        raise UsageError(sentences.TAKEN.format(name=name))
    _move(file, to)
    return to


def deleted_plans() -> list[str]:
    """The names of those that can be brought back."""
    return sorted(file.stem for file in _trash().glob("*.toml"))


def star(name: str, *, on: bool | None = None) -> bool:
    """Puts a plan among the first, or back; returns whether it is there now.

    Args:
        name: Which plan.
        on: None turns it.

    Raises:
        PlanError: If there is no such plan.
    """
    find_plan(name)
    before = starred()
    is_on = name not in before if on is None else on
    after = before | {name} if is_on else before - {name}
    store(stars_file(), "".join(f"{each}\n" for each in sorted(after)))
    return is_on


def _trash() -> Path:
    return own_plans_folder() / "deleted"


def _is_there(name: str) -> bool:
    return name.casefold() in {each.casefold() for each in plan_names()}


def _free_name(name: str) -> str:
    number = 1
    while _is_there(to := f"my-{name}" if number == 1 else f"my-{name}-{number}"):
        number += 1
    return to


def _move(file: Path, to: Path) -> None:
    try:
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.replace(to)
    except OSError as error:
        raise StoreError(sentences.NOT_MOVED.format(file=file, why=reason(error))) from error
