import { shownPath } from "../../../../app/shown-path.ts";
import type { Choice, Proposal, Rewinder } from "../../../../core/checkpoints/rewinder.ts";
import { promptLine, proposalLines } from "../../../rewind/proposal-lines.ts";
import { rewoundLines } from "../../../rewind/rewound-lines.ts";
import type { SlashContext } from "../slash-command.ts";

export type Parts = "files" | "chat" | "both";

/** Shows what would be done, asks, asks about each file that somebody else has changed, and does it. */
export async function askAndGo(rewinder: Rewinder, proposal: Proposal, parts: Parts, context: SlashContext): Promise<void> {
  const { paper, services } = context;
  const shown = (path: string): string => shownPath(services.environment.cwd, path);
  if (parts === "chat") paper.print(`Back to before "${promptLine(proposal.to)}", files stay as they are.\n`);
  else paper.print(`${proposalLines({ proposal, diff: (step) => rewinder.diff(step), shown }, paper.styles).join("\n")}\n`);
  const choice = await chosen(proposal, parts, context);
  if (choice === undefined) {
    paper.print("Nothing was changed.\n");
    return;
  }
  const overwrite = choice.files ? await overwritten(proposal, shown, context) : new Set<string>();
  const plugins = choice.files && (await byPlugins(proposal, context));
  const rewound = await rewinder.go(proposal, { ...choice, overwrite, plugins });
  paper.print(`${rewoundLines(rewound, proposal.what, shown).join("\n")}\n`);
}

/** `undefined` where the person wants none of it. */
async function chosen(
  { plan, chat }: Proposal,
  parts: Parts,
  { paper, choose }: SlashContext,
): Promise<Pick<Choice, "files" | "chat"> | undefined> {
  const [hasFiles, hasChat] = [plan.steps.length > 0 && parts !== "chat", chat !== undefined && parts !== "files"];
  if (!hasFiles && !hasChat) return undefined;
  const letters = [...(hasFiles && hasChat ? ["b"] : []), ...(hasFiles ? ["f"] : []), ...(hasChat ? ["c"] : [])];
  paper.print(
    `${paper.styles.strong("Do it?")} ${letters.map((letter) => `${letter} = ${words[letter] ?? ""}`).join(", ")}, n = no [n] `,
  );
  // "y" is what fingers say to such a question: all that there is.
  const pressed = await choose(["n", "y", ...letters]);
  const letter = pressed === "y" ? letters[0] : pressed;
  paper.print(`${words[letter ?? "n"] ?? "no"}\n`);
  if (letter === undefined || letter === "n") return undefined;
  return { files: letter !== "c", chat: letter !== "f" };
}

const words: Readonly<Record<string, string>> = { b: "files and conversation", f: "files", c: "conversation" };

async function byPlugins({ what, effects }: Proposal, { paper, choose }: SlashContext): Promise<boolean> {
  const calls = effects.filter(({ undo }) => undo !== undefined);
  if (what === "redo" || calls.length === 0) return false;
  paper.print(
    `${calls.length === 1 ? "One call" : `${calls.length} calls`} can be taken back by the plugin that did it, and that can't be redone. Do it? y = yes, n = no [n] `,
  );
  const letter = await choose(["n", "y"]);
  paper.print(letter === "y" ? "yes\n" : "no\n");
  return letter === "y";
}

async function overwritten(
  { plan }: Proposal,
  shown: (path: string) => string,
  { paper, choose }: SlashContext,
): Promise<ReadonlySet<string>> {
  const agreed = new Set<string>();
  for (const { path, conflict } of plan.steps) {
    if (conflict === undefined) continue;
    paper.print(
      `${paper.styles.bad(`${shown(path)} ${conflict}.`)} Bring it back all the same? What it is now is kept. y = yes, n = no [n] `,
    );
    const letter = await choose(["n", "y"]);
    paper.print(letter === "y" ? "yes\n" : "no\n");
    if (letter === "y") agreed.add(path);
  }
  return agreed;
}
