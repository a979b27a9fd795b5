"""Run as a program: records a workout while no file may grow beyond 150 kB; prints the error."""

import resource
import time

from runwalk_tui.journal import writer as journal_writer
from runwalk_tui.journal.reader import JournalError, JournalWriter
from tests.recorded import workout

if __name__ == "__main__":
    journal_writer.GATHER_S = 0.01
    writer = JournalWriter.open()
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
    for event in workout():
        writer.append(event)
        if writer.trouble is None:
            time.sleep(0.005)
    try:
        writer.close()
    except JournalError as error:
        print(error)
