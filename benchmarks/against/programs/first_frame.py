"""Time to the first frame of the run screen and out, beside that of an empty Textual app."""

from benchmarks.bench_screen import first_frames_s

if __name__ == "__main__":
    empty_s, run_screen_s = first_frames_s()
    print(run_screen_s / empty_s)
