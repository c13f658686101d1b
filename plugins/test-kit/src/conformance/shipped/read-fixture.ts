import { errorCodes, stopReasons } from "@ainative-code/sdk";
import type { Dialect } from "../provider/dialect.ts";
import type { ErrorFixture, ProviderFixture } from "../provider/fixture.ts";
import { BadFixture, fieldsIn, isFields, textIn, textsIn, type Fields } from "./fields.ts";
import { genericStreams } from "./generic-streams.ts";
import { knownDialects } from "./known-dialects.ts";
import { statedDialect } from "./stated-dialect.ts";

/** What one file of a plugin holds: answers or a refusal of one of its providers. */
export interface ShippedFixture {
  /** The provider's id; `undefined`: the only one. */
  readonly provider: string | undefined;
  readonly answers: readonly ProviderFixture[];
  readonly errors: readonly ErrorFixture[];
}

/** A prepared answer that a plugin ships. */
export interface ShippedFile {
  /** Its name without the ending. */
  readonly name: string;
  readonly json: unknown;
  /** The bytes of a file beside it. */
  readonly sibling: (name: string) => Promise<Uint8Array>;
  /** The settings to use where the file has none, `{origin}` in the place of the server. */
  readonly settings: Fields;
}

/** Reads a file of fixtures. Throws `BadFixture` for one that can't be understood. */
export async function readFixture({ name, json, sibling, settings }: ShippedFile): Promise<ShippedFixture> {
  if (!isFields(json)) throw new BadFixture("it is no JSON object");
  const provider = textIn(json, "provider");
  const config = configOf(fieldsIn(json, "config") ?? settings);
  const headers = textsIn(json, "headers");
  const base = { name, config, ...(headers === undefined ? {} : { headers }) };
  const body = await bodyOf(json, sibling);
  const status = json["status"] ?? 200;
  if (typeof status !== "number") throw new BadFixture('"status" must be a number');
  if (status >= 400) return { provider, answers: [], errors: [{ ...base, status, body: body ?? "", ...refusalOf(json) }] };
  if (body !== undefined) {
    return { provider, answers: [{ ...base, body, dialect: dialectOf(json), expected: expectedOf(json) }], errors: [] };
  }
  const dialect = textIn(json, "dialect") ?? "";
  const streams = genericStreams[dialect];
  if (streams === undefined) {
    throw new BadFixture(`it has no "body" and no "bodyFile", and of the dialect "${dialect}" there are no answers here`);
  }
  const answers = streams.map((stream) => ({
    ...base,
    name: `${name}: ${stream.name}`,
    body: new TextEncoder().encode(stream.body),
    dialect: dialectOf(json),
  }));
  return { provider, answers, errors: [] };
}

/** `{origin}` stands for the server, in any text of the settings. */
function configOf(settings: Fields): ProviderFixture["config"] {
  const text = JSON.stringify(settings);
  return (origin) => JSON.parse(text.replaceAll("{origin}", origin)) as Fields;
}

async function bodyOf(json: Fields, sibling: ShippedFile["sibling"]): Promise<Uint8Array | undefined> {
  const file = textIn(json, "bodyFile");
  if (file !== undefined) {
    if (!/^[\w.-]+$/.test(file)) throw new BadFixture('"bodyFile" must name a file beside it');
    return sibling(file);
  }
  const body = json["body"];
  if (body === undefined) return undefined;
  return new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body));
}

function dialectOf(json: Fields): Dialect {
  const name = textIn(json, "dialect");
  const known = name === undefined ? undefined : knownDialects[name];
  if (known !== undefined) return known;
  if (name !== undefined) throw new BadFixture(`"dialect" is none of ${Object.keys(knownDialects).join(", ")}`);
  const [terminal, failure] = [textIn(json, "terminal"), textIn(json, "failure")];
  const text = textIn(fieldsIn(json, "expected") ?? {}, "text");
  if (terminal === undefined || text === undefined) {
    throw new BadFixture('without a "dialect" it needs "terminal" and "expected.text"');
  }
  const sentBack = json["sentBack"] ?? [];
  if (!Array.isArray(sentBack)) throw new BadFixture('"sentBack" must be a list');
  return statedDialect({ terminal, text, sentBack, ...(failure === undefined ? {} : { failure }) });
}

function expectedOf(json: Fields): NonNullable<ProviderFixture["expected"]> {
  const expected = fieldsIn(json, "expected") ?? {};
  const [stop, error] = [
    stopReasons.find((reason) => reason === expected["stop"]),
    errorCodes.find((code) => code === expected["error"]),
  ];
  if (expected["stop"] !== undefined && stop === undefined) throw new BadFixture('"expected.stop" is no stop reason');
  if (expected["error"] !== undefined && error === undefined) throw new BadFixture('"expected.error" is no error code');
  const [text, thinking, calls] = [textIn(expected, "text"), textIn(expected, "thinking"), callsOf(expected["calls"])];
  return {
    ...(stop === undefined ? {} : { stop }),
    ...(error === undefined ? {} : { error }),
    ...(text === undefined ? {} : { text }),
    ...(thinking === undefined ? {} : { thinking }),
    ...(calls === undefined ? {} : { calls }),
  };
}

function callsOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (value === undefined) return undefined;
  const isCall = (call: unknown): call is readonly [string, unknown] =>
    Array.isArray(call) && call.length === 2 && typeof call[0] === "string";
  if (Array.isArray(value) && value.every(isCall)) return value;
  throw new BadFixture('"expected.calls" must be a list of [name, input]');
}

function refusalOf(json: Fields): Pick<ErrorFixture, "code" | "retryable" | "retryAfterMs"> {
  const { code: wanted, retryable, retryAfterMs } = fieldsIn(json, "error") ?? {};
  const code = errorCodes.find((each) => each === wanted);
  if (code === undefined || typeof retryable !== "boolean") {
    throw new BadFixture('a refusal needs "error": {"code", "retryable"}');
  }
  return { code, retryable, ...(typeof retryAfterMs === "number" ? { retryAfterMs } : {}) };
}
