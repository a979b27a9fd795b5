"""What comes in and leaves as files, as the screens do it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from runwalk_tui.config.effective import EffectiveSettings
from runwalk_tui.config.profiles import list_runners
from runwalk_tui.tui import sentences_of_files as shown
from runwalk_tui.tui import sentences_of_lists as told_of_lists
from runwalk_tui.tui.key_desk import KeyDesk
from runwalk_tui.tui.ports import FolderWritten, Remark

if TYPE_CHECKING:
    from runwalk_tui.exchange.exporter import Format
    from runwalk_tui.exchange.exporting import FolderFormat
    from runwalk_tui.exchange.intake import Intake
    from runwalk_tui.known_devices.known_treadmill import KnownTreadmill


class FileDesk:
    """Imports and exports; each method may raise what ends a command with one line.

    Args:
        mine: The settings of who runs now.

    Attributes:
        keys: Those for uploads.
    """

    def __init__(self, mine: Callable[[], EffectiveSettings]) -> None:
        self._mine = mine
        self.keys = KeyDesk(mine)

    def intake(self) -> "Intake":
        """Looks at files of sessions, and adds them."""
        from runwalk_tui.exchange.intake import Intake

        return Intake(self._mine())

    @property
    def has_others(self) -> bool:
        """True if there are other runners."""
        return len(list_runners()) > 1

    def export(self, session: str, form: "Format", file: Path | None, *, force: bool) -> str:
        """Writes a session, by its number; without a name of its own, a file gets another number.

        Raises:
            FileError: If it cannot be written; `FileIsThereError` where it is there.
            StoreError: If there is no such session.
        """
        from runwalk_tui.exchange.exporter import export_session

        journal = self._mine().journal
        written = export_session(
            session, form, file, journal_file=journal, force=force, finds_name=True
        )
        return told_of_lists.WRITTEN.format(file=written.resolve())

    def export_all(
        self,
        folder: Path,
        formats: "Sequence[FolderFormat]",
        told: Callable[[int, int], None],
        *,
        everybody: bool,
    ) -> FolderWritten:
        """Writes every session in one format after the other.

        Raises:
            FileError: If a data set needs what is not installed.
            StoreError: If the journal cannot be read, or the folder not be written.
        """
        from runwalk_tui.exchange.exporting import export_folder

        mine = self._mine()
        count = unchanged = 0
        left_out: dict[str, None] = {}
        for form in formats:
            runner = None if everybody else mine.id
            exported = export_folder(mine.journal, folder, form, runner, told)
            count, unchanged = count + len(exported.written), unchanged + exported.unchanged
            left_out |= dict.fromkeys(exported.left_out)
        words = shown.FILES_WRITTEN(count, unchanged=unchanged, folder=folder.resolve())
        return FolderWritten(words, tuple(left_out))

    def diagnose(self, remarks: Sequence[Remark], machines: "Sequence[KnownTreadmill]") -> str:
        """Writes what the doctor found to a file in this folder; says where.

        Raises:
            FileError: If it cannot be written.
        """
        from runwalk_tui.exchange.diagnosis import write_diagnosis

        file = write_diagnosis(remarks, machines, Path(), datetime.now().astimezone())
        return told_of_lists.WRITTEN.format(file=file.resolve())
