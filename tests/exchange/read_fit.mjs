// Reads FIT files with a reader of npm, for npm_readers.py. Argument: the folder of a package, then
// its name. A line in is a file in base64; a line out is its messages, or the text of an error.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder, name] = process.argv.slice(2);
const entry = createRequire(pathToFileURL(`${folder}/${name}/package.json`)).resolve(name);
const library = await import(pathToFileURL(entry));

const snake = (text) => text.replace(/([A-Z])/g, (letter) => `_${letter.toLowerCase()}`);

function bySdk(octets) {
  const { Decoder, Stream } = library;
  if (!new Decoder(Stream.fromByteArray(octets)).checkIntegrity()) throw new Error("no integrity");
  const { messages, errors } = new Decoder(Stream.fromByteArray(octets)).read();
  if (errors.length) throw errors[0];
  const renamed = (message) =>
    Object.fromEntries(Object.entries(message).map(([key, value]) => [snake(key), value]));
  return Object.entries(messages).map(([key, list]) => [
    snake(key.replace(/Mesgs$/, "")),
    list.map(renamed),
  ]);
}

const PLURALS = ["session", "lap", "record", "event", "device_info"];

function byFitFileParser(octets) {
  const found = library.default;
  const Parser = found.default ?? found;
  const options = { force: false, mode: "list", speedUnit: "m/s", lengthUnit: "m" };
  let read;
  new Parser(options).parse(Uint8Array.from(octets).buffer, (error, data) => {
    if (error) throw new Error(error);
    read = data;
  });
  const plain = (message) =>
    Object.fromEntries(
      Object.entries(message).map(([key, value]) => [key, value?.selected === false ? value.value : value]),
    );
  const lists = PLURALS.map((key) => [key, read[`${key}s`] ?? []]);
  return [...lists, ["hrv", read.hrv ?? []]].map(([key, list]) => [key, list.map(plain)]);
}

const read = name === "fit-file-parser" ? byFitFileParser : bySdk;
for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = { messages: Object.fromEntries(read([...Buffer.from(line, "base64")])) };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
