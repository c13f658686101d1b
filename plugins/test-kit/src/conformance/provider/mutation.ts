/** An answer that something on its way has spoiled. */
export interface Mutation {
  /** What was done, for a person. */
  readonly what: string;
  /** All frames, in the order they would have come in. */
  readonly frames: readonly Uint8Array[];
  /** As far as they came. */
  readonly sent: readonly Uint8Array[];
  /** Each frame that came twice, and each two that changed places. */
  readonly moved: readonly (readonly Uint8Array[])[];
}

/** Sends frames twice or changes neighbours, up to three times, and breaks one answer in three off. */
export function mutated(frames: readonly Uint8Array[], random: () => number): Mutation {
  let whole: Moving = { what: [], frames, moved: [] };
  const times = below(4, random);
  for (let time = 0; time < times && whole.frames.length > 0; time += 1) {
    const next = (random() < 0.5 ? repeated : exchanged)(whole.frames, random);
    whole = { what: [...whole.what, ...next.what], frames: next.frames, moved: [...whole.moved, ...next.moved] };
  }
  const isBroken = whole.frames.length > 0 && (times === 0 || random() < 1 / 3);
  const cut = isBroken ? brokenOff(whole.frames, random) : { what: [], sent: whole.frames };
  return { ...whole, what: [...whole.what, ...cut.what].join(", "), sent: cut.sent };
}

interface Moving extends Pick<Mutation, "frames" | "moved"> {
  readonly what: readonly string[];
}

type Step = (frames: readonly Uint8Array[], random: () => number) => Moving;

const repeated: Step = (frames, random) => {
  const at = below(frames.length, random);
  const twice = frames.slice(at, at + 1);
  return { what: [`frame ${at} twice`], frames: [...frames.slice(0, at), ...twice, ...frames.slice(at)], moved: [twice] };
};

const exchanged: Step = (frames, random) => {
  const at = below(Math.max(1, frames.length - 1), random);
  const pair = frames.slice(at, at + 2);
  return {
    what: [`frame ${at} after the next`],
    frames: [...frames.slice(0, at), ...pair.toReversed(), ...frames.slice(at + 2)],
    moved: [pair],
  };
};

function brokenOff(frames: readonly Uint8Array[], random: () => number): Pick<Moving, "what"> & Pick<Mutation, "sent"> {
  const at = below(frames.length, random);
  const last = frames[at] ?? new Uint8Array();
  const length = below(last.length + 1, random);
  return { what: [`broken off in frame ${at} after ${length} bytes`], sent: [...frames.slice(0, at), last.subarray(0, length)] };
}

/** A whole number from 0 and below a limit. */
export function below(limit: number, random: () => number): number {
  return Math.floor(random() * limit);
}
