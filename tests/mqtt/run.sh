#!/usr/bin/env bash
# Runs the tests of this folder against a real MQTT broker, mosquitto; arguments go to pytest.
#
# Exits with pytest's status. Where there is no mosquitto and none can be installed, it says so in one
# line that begins with "skipped:" and exits with 0.
#
#   PYTHON  an interpreter with the tests' packages; else python3
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export PATH=$PATH:/usr/sbin

skip() {
  echo "skipped: the tests against a real MQTT broker: $*"
  exit 0
}

if ! command -v mosquitto >/dev/null; then
  command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || skip "mosquitto is not installed"
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  # The start of a service is no business of a test.
  printf '#!/bin/sh\nexit 101\n' >"$folder/policy"
  chmod +x "$folder/policy"
  [ -e /usr/sbin/policy-rc.d ] || { cp "$folder/policy" /usr/sbin/policy-rc.d; ours=yes; }
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
    apt-get -qq install -y --no-install-recommends mosquitto; } >"$folder/log" 2>&1 || failed=yes
  [ -z "${ours:-}" ] || rm -f /usr/sbin/policy-rc.d
  [ -z "${failed:-}" ] || skip "it cannot be installed: $(tail -n 1 "$folder/log")"
fi

cd "$top"
"${PYTHON:-python3}" -m pytest -q -m mqtt -p no:cacheprovider tests/mqtt "$@"
