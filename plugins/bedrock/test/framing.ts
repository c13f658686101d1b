import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";

/** A frame of an event stream with headers that are texts, as AWS sends them. */
export function frame(headers: Readonly<Record<string, string>>, payload: string | Uint8Array): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => Buffer.concat([sized(name, 1), Buffer.from([7]), sized(value, 2)])));
  const body = Buffer.from(payload);
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(head.length + body.length + 16, 0);
  prelude.writeUInt32BE(head.length, 4);
  const unchecked = Buffer.concat([prelude, checksum(prelude), head, body]);
  return Buffer.concat([unchecked, checksum(unchecked)]);
}

function sized(text: string, bytes: 1 | 2): Buffer {
  const value = Buffer.from(text);
  const length = Buffer.alloc(bytes);
  length.writeUIntBE(value.length, 0, bytes);
  return Buffer.concat([length, value]);
}

function checksum(bytes: Uint8Array): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum;
}

/**
 * A line of a fixture as a frame: `{"name": {…}}` is an event, a name that ends in `Exception` is an exception,
 * `{"error": {"code", "message"}}` is an error without a payload. Each is padded as AWS does it.
 */
export function framed(line: string): Buffer {
  const event = JSON.parse(line) as Readonly<Record<string, { readonly code?: string; readonly message?: string }>>;
  const name = Object.keys(event).join();
  const fields = event[name];
  const json = { ":content-type": "application/json" };
  if (name === "error") return frame({ ":error-code": fields?.code ?? "", ":error-message": fields?.message ?? "", ":message-type": "error" }, "");
  if (name.endsWith("Exception")) return frame({ ":exception-type": name, ...json, ":message-type": "exception" }, JSON.stringify(fields));
  return frame({ ":event-type": name, ...json, ":message-type": "event" }, JSON.stringify({ ...fields, p: "abcdefgh" }));
}

/** The lines of a text as one body. */
export function bodyOf(lines: string): Buffer {
  return Buffer.concat(lines.split("\n").filter((line) => line.trim() !== "").map(framed));
}

/** The answer of a fixture. */
export function fixtureBody(name: string): Buffer {
  return bodyOf(readFileSync(join(import.meta.dirname, "fixtures", `${name}.jsonl`), "utf8"));
}
