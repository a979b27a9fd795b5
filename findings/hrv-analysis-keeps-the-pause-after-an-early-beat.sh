#!/usr/bin/env bash
# Expected: `get_nn_intervals` of hrv-analysis gives normal-to-normal intervals: of an early beat
#   both intervals go, the short one before it and the long pause behind it.
# Happens: By Malik's and Kamath's rule (Malik's is the default) release 1.0.6 takes the interval after a
#   refused one unseen. The pause of 1,400 ms stays, and the gaps beside it are filled half-way up
#   to it. One early beat in a minute of a heart whose RMSSD is 20 ms gives 54 ms and a pNN50
#   of 6.8 %. Karlsson's and Acar's rules give 19 ms.
# Matters: RMSSD in the morning says how well somebody has recovered. A single early beat, harmless and
#   common, would read as the best morning of the year.
# It needs Python 3.12: nolds, which it imports, asks importlib.resources for what 3.11 refuses.
set -euo pipefail
python=""
for candidate in "${PYTHON:-}" python3.14 python3.13 python3.12 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-4].*/bin/python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then python=$candidate && break; fi
done
: "${python:?no Python of 3.12 or later was found: name one in PYTHON}"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    hrv-analysis==1.0.6 nolds==0.6.3 numpy==2.2.0 scipy==1.17.1
"$folder/venv/bin/python" - <<'PYTHON'
from contextlib import redirect_stdout
from importlib.metadata import version
from io import StringIO

from hrvanalysis import get_nn_intervals, get_time_domain_features

print("hrv-analysis", version("hrv-analysis"))
steady = [1010 if beat % 2 else 990 for beat in range(60)]
early = [*steady[:30], 600, 1400, *steady[32:]]
rmssd = {"none of it": get_time_domain_features(steady)["rmssd"]}
for rule in ("malik", "kamath", "karlsson", "acar"):
    with redirect_stdout(StringIO()):
        normal = get_nn_intervals(early, ectopic_beats_removal_method=rule)
    rmssd[rule] = get_time_domain_features(normal)["rmssd"]
    print(f"{rule:9}", [round(interval) for interval in normal[29:34]], f"RMSSD {rmssd[rule]:.1f} ms")
    assert (1400 in normal) == (rule in ("malik", "kamath"))
assert round(rmssd["none of it"]) == 20
assert round(rmssd["malik"]) == round(rmssd["kamath"]) == 54
assert round(rmssd["karlsson"]) == 19 and round(rmssd["acar"]) in (19, 20)
PYTHON
