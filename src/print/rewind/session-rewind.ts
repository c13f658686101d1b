import { resolve } from "node:path";
import { AinError, exitCodeOf } from "@ainative-code/sdk";
import { rewindSession, type RewindRequest } from "../../app/checkpoints-session.ts";
import type { Services } from "../../app/services.ts";
import { shownPath } from "../../app/shown-path.ts";
import type { Rewound } from "../../core/checkpoints/rewinder.ts";
import { stylesOf } from "../line/styles.ts";
import { proposalLines } from "./proposal-lines.ts";
import { rewoundLines } from "./rewound-lines.ts";

const plain = stylesOf({ moves: false, colours: false, spoken: false });

const word = "ainative-code session ";

/** What `--json` gives. */
export interface RewindReport {
  readonly what: "undo" | "redo";
  /** The prompt. */
  readonly to: string;
  /** What becomes, or has become, of files. */
  readonly files: readonly {
    readonly path: string;
    readonly verb: string;
    readonly added: number;
    readonly removed: number;
    readonly conflict?: string;
  }[];
  readonly impossible: readonly { readonly path: string; readonly why: string }[];
  /** What was done besides and stays. */
  readonly notUndone: readonly { readonly by: string; readonly what: string; readonly why: string }[];
  /** Whether the conversation can go on from another point. */
  readonly chat: boolean;
  /** Missing where nothing was done. */
  readonly done?: Rewound;
}

export interface RewindFlags {
  readonly id: string | undefined;
  readonly to?: number | undefined;
  readonly files: boolean;
  readonly chat: boolean;
  readonly overwrite: readonly string[];
  readonly plugins?: boolean;
  readonly yes: boolean;
}

/** Shows what would be done and does it where it is meant. A file that was left alone makes the exit code that of `stale-state`. */
export async function sessionRewind(
  own: Services,
  what: RewindRequest["what"],
  flags: RewindFlags,
  log: (text: string) => void,
): Promise<RewindReport> {
  const { cwd } = own.environment;
  const all = flags.files === flags.chat;
  const request: RewindRequest = {
    session: flags.id,
    what,
    to: flags.to,
    files: all || flags.files,
    chat: all || flags.chat,
    overwrite: flags.overwrite.map((path) => resolve(cwd, path)),
    plugins: flags.plugins ?? false,
    isMeant: flags.yes,
  };
  const shown = (path: string): string => shownPath(cwd, path);
  let files: RewindReport["files"] = [];
  const { proposal, rewound, resumed } = await rewindSession(own, request, (proposed, rewinder) => {
    log(proposalLines({ proposal: proposed, diff: (step) => rewinder.diff(step), shown }, plain).join("\n"));
    files = proposed.plan.steps.map((step) => {
      const { verb, added, removed } = rewinder.diff(step);
      return { path: step.path, verb, added, removed, ...(step.conflict === undefined ? {} : { conflict: step.conflict }) };
    });
  });
  if (resumed !== undefined) {
    log(`What was broken off last time was done first: ${rewoundLines(resumed, what, shown, word).join(" ")}`);
  }
  log(
    rewound === undefined
      ? "Nothing was changed yet. Do it: the same with --yes"
      : rewoundLines(rewound, what, shown, word).join("\n"),
  );
  const spared = (rewound?.left ?? []).filter((left) =>
    files.some((one) => one.path === left.path && one.conflict !== undefined),
  );
  if (what === "undo" && flags.to === undefined && spared.length > 0) {
    const named = spared.map(({ path }) => `--overwrite ${shown(path)}`).join(" ");
    log(
      `Bring back all the same: ${[`${word}undo`, flags.id, "--files --yes", named].filter((part) => part !== undefined).join(" ")}`,
    );
  }
  if (rewound !== undefined && rewound.left.length > 0) process.exitCode = exitCodeOf(new AinError("stale-state", "left alone"));
  const { plan, effects, chat, to } = proposal;
  const notUndone = effects.map(({ by, what: done, why }) => ({ by, what: done, why }));
  return {
    what,
    to,
    files,
    impossible: plan.impossible,
    notUndone,
    chat: chat !== undefined,
    ...(rewound === undefined ? {} : { done: rewound }),
  };
}
