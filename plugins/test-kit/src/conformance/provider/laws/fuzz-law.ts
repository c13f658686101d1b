import type { StreamEvent } from "@ainative-code/sdk";
import type { Dialect } from "../dialect.ts";
import { framesOf } from "../frames.ts";
import { below, mutated, type Mutation } from "../mutation.ts";
import { play, type Played, type Stage } from "../play.ts";
import { seededRandom } from "../seeded-random.ts";

/**
 * Whatever happens to an answer on its way (frames that come twice, neighbours that come in the wrong order, an end too
 * soon, bytes in any pieces), it is told without a crash, with one end, and makes no call executable that the whole would
 * not have made with the same arguments. Where a piece of arguments comes twice, or two of them change places, and the vendor
 * tells no order, nobody can see that they are wrong: calls are then not looked at.
 */
export async function fuzzFaults(
  stage: Stage,
  body: Uint8Array,
  dialect: Dialect,
  { rounds, seed, isVague = false }: Fuzz,
): Promise<readonly string[]> {
  const whole = new Set(callsIn((await play(stage, [body])).events));
  const frames = framesOf(body);
  for (let round = 0; round < rounds; round += 1) {
    const random = seededRandom(seed + round);
    const mutation = mutated(frames, random);
    const fault = await faultOf(stage, mutation, { random, isCall: (call) => whole.has(call), isVague, dialect });
    if (fault !== undefined) return [`seed ${seed + round} (${mutation.what}): ${fault}`];
  }
  return [];
}

export interface Fuzz {
  readonly rounds: number;
  /** Of the first round; each later one has the next. */
  readonly seed: number;
  /** The answer's own numbering is broken: what belongs to which call is a guess, so calls are not looked at. */
  readonly isVague?: boolean;
}

interface Judging {
  readonly isVague: boolean;
  readonly random: () => number;
  readonly isCall: (call: string) => boolean;
  readonly dialect: Dialect;
}

async function faultOf(
  stage: Stage,
  mutation: Mutation,
  { random, isCall, isVague, dialect }: Judging,
): Promise<string | undefined> {
  try {
    const played = await play(stage, inPieces(mutation.sent, random));
    const foreign = isVague || isPastTelling(mutation, dialect) ? undefined : executableIn(played).find((call) => !isCall(call));
    return endFault(played) ?? (foreign === undefined ? undefined : `a call that the whole answer does not make: ${foreign}`);
  } catch (thrown) {
    return `a crash: ${String(thrown)}`;
  }
}

/** The bytes of the frames, cut anew at places that have nothing to do with them. */
function inPieces(frames: readonly Uint8Array[], random: () => number): readonly Uint8Array[] {
  const bytes = Buffer.concat(frames);
  const pieces: Uint8Array[] = [];
  const largest = 1 + below(2 * Math.max(1, Math.ceil(bytes.length / 5)), random);
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + below(largest, random);
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return pieces;
}

/** Pieces of arguments were moved among themselves or behind the end, or what stood behind the end came before it. */
function isPastTelling({ frames, moved }: Mutation, dialect: Dialect): boolean {
  const payloads = (frame: Uint8Array): readonly unknown[] => dialect.payloads(new TextDecoder().decode(frame), frame);
  const isPiece = (frame: Uint8Array): boolean => payloads(frame).some((payload) => dialect.isArgumentPiece?.(payload) === true);
  const isLast = (frame: Uint8Array): boolean => dialect.isComplete(payloads(frame));
  const end = frames.findIndex(isLast);
  const isLost = end !== -1 && frames.slice(end + 1).some(isPiece);
  return isLost || moved.some((group) => group.every(isPiece) || (group.length > 1 && group.slice(0, 1).some(isLast)));
}

function endFault({ events, error }: Played): string | undefined {
  const ends = events.filter(isEnd);
  const told = ends.length + (error !== undefined && ends.length === 0 ? 1 : 0);
  if (told !== 1) return `${told} ends`;
  const last = events.at(-1);
  return ends.length === 1 && last !== undefined && !isEnd(last) ? `${last.type} after the end` : undefined;
}

function isEnd({ type }: StreamEvent): boolean {
  return type === "finish" || type === "error";
}

/** The calls that a host would run, by name and arguments. */
function executableIn({ events, error }: Played): readonly string[] {
  const finish = events.find((event) => event.type === "finish");
  return error !== undefined || finish === undefined || finish.stop.reason === "interrupted" ? [] : callsIn(events);
}

function callsIn(events: readonly StreamEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== "tool-end" || event.call.inputError !== undefined || event.call.providerExecuted === true) return [];
    return [`${event.call.name} ${JSON.stringify(event.call.input)}`];
  });
}
