"""Treadmill Data decodes a second, by bluetooth-sig's on the same recorded packets."""

import benchmarks.against.old_names  # noqa: F401 - first, for what follows
from benchmarks.bench_decode import decodes_per_s

if __name__ == "__main__":
    ours, theirs = decodes_per_s()
    print(ours / theirs)
