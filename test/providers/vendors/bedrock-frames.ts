import { crc32 } from "node:zlib";

/** One message of `application/vnd.amazon.eventstream`. */
export function bedrockFrame(kind: "event" | "exception", type: string, payload: object): Buffer {
  const headers = Buffer.concat([header(":message-type", kind), header(`:${kind}-type`, type), header(":content-type", "application/json")]);
  const body = Buffer.from(JSON.stringify(payload));
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(headers.length + body.length + 16, 0);
  prelude.writeUInt32BE(headers.length, 4);
  const head = Buffer.concat([prelude, sum(prelude), headers, body]);
  return Buffer.concat([head, sum(head)]);
}

/** A name, then a value of type 7: a text. */
function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length);
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([7]), length, Buffer.from(value)]);
}

function sum(bytes: Buffer): Buffer {
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(bytes));
  return crc;
}
