"""Run as a program: records a belt reading every few milliseconds until it is killed."""

import itertools
import time

from runwalk_tui.journal.reader import JournalWriter
from runwalk_tui.workout.events import BeltReading
from tests.recorded import OPENED

if __name__ == "__main__":
    writer = JournalWriter.open()
    writer.append(OPENED)
    print(writer.session_id, flush=True)
    for count in itertools.count(1):
        # The machine's clock, which whoever kills this program reads too.
        writer.append(BeltReading(time.monotonic(), 8.5, distance_m=float(count)))
        time.sleep(0.002)
