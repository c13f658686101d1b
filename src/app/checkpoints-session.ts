import { AinError } from "@ainative-code/sdk";
import type { Proposal, Rewinder, Rewound } from "../core/checkpoints/rewinder.ts";
import { currentHolder, isAlive } from "../infra/process/holder.ts";
import { openRewinder } from "./checkpoints.ts";
import { chosenSession } from "./open-session.ts";
import type { Services } from "./services.ts";

export type { Rewinder } from "../core/checkpoints/rewinder.ts";
export type { TurnFacts } from "../core/checkpoints/turn-facts.ts";

export interface RewindRequest {
  /** The last one of this folder where it is left out. */
  readonly session: string | undefined;
  readonly what: "undo" | "redo";
  /** Number of the prompt, from 1; the last one where it is left out. */
  readonly to?: number | undefined;
  readonly files: boolean;
  readonly chat: boolean;
  /** Absolute paths of files that are brought back although somebody else has changed them. */
  readonly overwrite: readonly string[];
  /** Plugins take back what they can. */
  readonly plugins: boolean;
  /** Do it, and not only say what would be done. */
  readonly isMeant: boolean;
}

export interface RewindAnswer {
  readonly proposal: Proposal;
  /** Missing where it was not meant. */
  readonly rewound?: Rewound;
  /** What an earlier process had left half done was done first. */
  readonly resumed?: Rewound;
}

/** Works on a session that nobody else has meanwhile (`stale-state` where a living process has it). */
export async function inHeldSession<T>(
  services: Services,
  id: string | undefined,
  work: (rewinder: Rewinder) => Promise<T>,
): Promise<T> {
  const store = await services.store();
  const session = await chosenSession(
    store,
    id === undefined ? { kind: "latest" } : { kind: "by-id", id },
    services.environment.cwd,
  );
  const holder = currentHolder();
  await store.hold(session.id, holder, isAlive);
  try {
    return await work(await openRewinder(services, session.id));
  } finally {
    await store.release(session.id, holder);
  }
}

/** Takes back what was done for prompts of a saved session, or takes that back. `shows` gets the proposal before it is done. */
export async function rewindSession(
  services: Services,
  request: RewindRequest,
  shows: (proposal: Proposal, rewinder: Rewinder) => void,
): Promise<RewindAnswer> {
  return inHeldSession(services, request.session, async (rewinder) => {
    const resumed = await rewinder.resume();
    const proposal = await proposed(rewinder, request);
    shows(proposal, rewinder);
    const { files, chat, overwrite, plugins } = request;
    const rewound = request.isMeant
      ? await rewinder.go(proposal, { files, chat, overwrite: new Set(overwrite), plugins })
      : undefined;
    return { proposal, ...(rewound === undefined ? {} : { rewound }), ...(resumed === undefined ? {} : { resumed }) };
  });
}

async function proposed(rewinder: Rewinder, { what, to, files, chat }: RewindRequest): Promise<Proposal> {
  if (what === "redo") return rewinder.forth();
  if (to === undefined && files && !chat) return rewinder.backFiles();
  const turns = await rewinder.turns();
  const turn = to === undefined ? turns.at(-1) : turns[to - 1];
  if (turn !== undefined) return rewinder.back(turn.prompt.id);
  throw new AinError(
    "invalid-input",
    to === undefined ? "There is nothing to undo: nothing was said yet." : `There is no prompt ${to} in the conversation.`,
    {
      actions: ["See the prompts: ainative-code session undo --list"],
    },
  );
}
