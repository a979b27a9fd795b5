#!/usr/bin/env bash
# Expected: The steps of a FIT workout come out of a parser as a list, as records and laps do, and message_index
#   as a number.
# Happens: fit-file-parser 6.1.2 keeps the last `workout_step` alone, an object under that name, with
#   message_index wrapped in an object; @garmin/fitsdk 21.217.0 gives all steps.
# Matters: A workout of warm-up, run, walk and "repeat 8 times" comes in as a repeat of nothing. What one
#   sees in a file with one step is right, so a quick look does not show it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --silent --no-fund --no-audit --prefix "$folder" \
	fit-file-parser@6.1.2 @garmin/fitsdk@21.217.0 >"$folder/npm.log"
cd "$folder"
node --input-type=module - <<'JAVASCRIPT'
import { deepStrictEqual, strictEqual } from "node:assert";
import { Decoder, Encoder, Profile, Stream } from "@garmin/fitsdk";
import parser from "fit-file-parser";

const { FILE_ID, WORKOUT, WORKOUT_STEP } = Profile.MesgNum;
const encoder = new Encoder();
encoder.onMesg(FILE_ID, { type: "workout", manufacturer: "development", timeCreated: new Date(1775000000000) });
encoder.onMesg(WORKOUT, { wktName: "Run-walk", sport: "running", numValidSteps: 3 });
["run", "walk"].forEach((wktStepName, messageIndex) =>
  encoder.onMesg(WORKOUT_STEP, { messageIndex, wktStepName, durationType: "time", durationValue: 60000 }));
encoder.onMesg(WORKOUT_STEP,
  { messageIndex: 2, durationType: "repeatUntilStepsCmplt", durationValue: 0, targetValue: 8 });
const file = encoder.close();

const { messages, errors } = new Decoder(Stream.fromByteArray(file)).read();
console.log("@garmin/fitsdk:", messages.workoutStepMesgs.length, "steps", errors);
strictEqual(messages.workoutStepMesgs.length, 3);
const Reader = parser.default ?? parser;
new Reader({ force: true, mode: "list" }).parse(Buffer.from(file), (error, found) => {
  console.log("fit-file-parser:", JSON.stringify(found.workout_step));
  strictEqual(error ?? null, null);
  strictEqual(Array.isArray(found.workout_step), false);
  strictEqual(found.workout_step.duration_type, "repeat_until_steps_cmplt");
  deepStrictEqual(found.workout_step.message_index.value, 2);
});
JAVASCRIPT
