#!/usr/bin/env bash
# Runs the tests of this folder against real BlueZ, in a virtual machine; arguments go to pytest.
#
# Exits with pytest's status. Where there can be no such machine, it says so in one line that begins
# with "skipped:" and exits with 0.
#
#   XDG_CACHE_HOME  the guest is kept in a folder of it; else of ~/.cache
#   PYTHON          an interpreter with pip; else python3
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
export BLUEZ_CACHE=${BLUEZ_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/runwalk-tui/bluez}

skip() {
  echo "skipped: the tests against real BlueZ: $*"
  exit 0
}

[ "$(uname -sm)" = "Linux x86_64" ] || skip "the guest runs on Linux on x86-64 only"
[ "$(. /etc/os-release && echo "$ID")" = debian ] || skip "the guest is made from a Debian host's packages"
[ "$(id -u)" = 0 ] || skip "making the guest needs root"

missing=()
command -v qemu-system-x86_64 >/dev/null || missing+=(qemu-system-x86)
command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
command -v mke2fs >/dev/null || missing+=(e2fsprogs)
if ((${#missing[@]})); then
  echo "guest: installing ${missing[*]}" >&2
  log=$(mktemp)
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
    apt-get -qq install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 \
    || skip "${missing[*]} cannot be installed: $(tail -n 1 "$log")"
  rm -f "$log"
fi
qemu-system-x86_64 --version >/dev/null || skip "QEMU does not run here"

"$here/build.sh"

# The guest gets a copy of what it needs: nothing that happens there reaches the tree.
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir "$stage/tests"
cp -r "$top"/{devices,plans,runwalk_tui,pyproject.toml} "$stage"
cp -r "$top"/tests/{__init__,local_link}.py "$here" "$stage/tests"
find "$stage" -name __pycache__ -prune -exec rm -rf {} +
# Byte code, for a guest whose Python is of the host's version; any other makes its own.
"${PYTHON:-python3}" -m compileall -q "$stage" >/dev/null || true

"$here/boot.sh" "$stage" python3 -m pytest -m bluez -p no:cacheprovider --confcutdir=tests/bluez \
  tests/bluez "$@"
