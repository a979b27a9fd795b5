#!/usr/bin/env bash
# Expected: Treadmill Data (2ACD) with a heart rate of 152 reads as 152; Heart Rate Measurement (2A37)
#   in the two-octet form (flag bit 0) reads as the one-octet form does.
# Happens: incyclist-devices 3.0.37 (the device layer of Incyclist) reads the treadmill's packet rightly, then
#   falls through to the strap's reader, which takes octet 1 of the packet for the heart rate: the upper
#   half of the flags. 152 becomes 5, and a treadmill without heart rate that tells its elapsed
#   time has 4 beats a minute. The form of a strap's value is chosen by `flags % 1`, which is
#   always 0, so that it is one octet for ever: 300 reads as 44.
# Matters: The flags change with the fields, so the "heart rate" is steady and never zero: no plain
#   check for silence finds it. What one characteristic says must not reach the reader of another.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-audit --no-fund --prefix "$folder" incyclist-devices@3.0.37
cd "$folder"
node - <<'NODE'
const assert = require("node:assert");
const { readFileSync } = require("node:fs");
const { dirname, join } = require("node:path");

const root = dirname(require.resolve("incyclist-devices"));
const Machine = require(join(root, "ble/fm/sensor.js")).default;
const { version } = JSON.parse(readFileSync(join(root, "../../package.json")));
console.log("incyclist-devices", version);

const peripheral = { getAnnouncement: () => ({}), getInterface: () => undefined };

function heartRate(characteristic, octets) {
  const machine = new Machine(peripheral, { logger: { logEvent() {} } });
  let told;
  machine.on("data", (data) => (told = data));
  machine.onData(characteristic, Buffer.from(octets));
  console.log(characteristic, Buffer.from(octets).toString("hex"), "->", told.speed ?? "-", "km/h,", told.heartrate, "bpm");
  return told.heartrate;
}

const HEART_RATE = 0x01, ELAPSED = 0x04;   // bits 8 and 10, in the upper octet of the flags
const speed = [0x20, 0x03], beats = [152], seconds = [0x58, 0x02];
assert.equal(heartRate("2acd", [0x00, HEART_RATE | ELAPSED, ...speed, ...beats, ...seconds]), 5);
assert.equal(heartRate("2acd", [0x00, ELAPSED, ...speed, ...seconds]), 4);
assert.equal(heartRate("2a37", [0x00, 140]), 140);
assert.equal(heartRate("2a37", [0x01, 0x2c, 0x01]), 44);
NODE
