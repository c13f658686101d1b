import { printable } from "../../app/printable.ts";
import type { StepDiff } from "../../core/checkpoints/step-diff.ts";
import type { Proposal } from "../../core/checkpoints/rewinder.ts";
import type { PlannedStep } from "../../core/checkpoints/plan.ts";
import { diffText } from "../line/diff-text.ts";
import type { Styles } from "../line/styles.ts";

/** Lines of one file's change that are shown. */
const maxLines = 40;
/** Calls of one kind that are named. */
const maxCalls = 5;
/** Characters of a prompt. */
const maxPrompt = 60;

export interface ShownProposal {
  readonly proposal: Proposal;
  readonly diff: (step: PlannedStep) => StepDiff;
  readonly shown: (path: string) => string;
}

/** All that would be done, for whoever decides about it. */
export function proposalLines({ proposal, diff, shown }: ShownProposal, styles: Styles): readonly string[] {
  const { what, to, plan, effects } = proposal;
  const head = what === "undo" ? `Back to before "${promptLine(to)}":` : `Forth again to before the undo of "${promptLine(to)}":`;
  const nothing = plan.steps.length + plan.impossible.length === 0 ? ["  No file changes."] : [];
  return [
    styles.strong(printable(head)),
    ...nothing,
    ...plan.steps.flatMap((step) => stepLines(step, diff(step), shown(step.path), styles)),
    ...plan.impossible.map(({ path, why }) => styles.bad(printable(`  ${shown(path)} can't be brought back: ${why}`))),
    ...(effects.length === 0 ? [] : ["  Not undone by this:"]),
    ...[
      ...Map.groupBy(effects, ({ by, why, undo }) =>
        undo === undefined ? `${by}: ${why}` : `${by}: only its plugin can take it back, if you say so`,
      ),
    ].flatMap(([group, all]) =>
      effectLines(
        group,
        all.map((effect) => effect.what),
      ),
    ),
  ];
}

function effectLines(group: string, calls: readonly string[]): readonly string[] {
  const names = [...new Set(calls.map(promptLine))];
  const more = names.length > maxCalls ? [`      … and ${names.length - maxCalls} more`] : [];
  return [`    ${printable(group)}`, ...names.slice(0, maxCalls).map((name) => `      ${name}`), ...more];
}

function stepLines({ conflict }: PlannedStep, diff: StepDiff, path: string, styles: Styles): readonly string[] {
  const counts = diff.added + diff.removed === 0 ? "" : ` +${diff.added} -${diff.removed}`;
  const lines = diff.lines.length === 0 ? [] : diffText(diff.lines.join("\n"), maxLines, styles);
  const warning = conflict === undefined ? [] : [styles.bad(printable(`  ! ${path} ${conflict}`))];
  return [printable(`  ${path}: ${diff.verb}${counts}`), ...warning, ...lines.map((line) => `    ${line}`)];
}

/** The beginning of a prompt, on one line. */
export function promptLine(text: string): string {
  const line = printable(text).replaceAll(/\s+/g, " ").trim();
  return line.length > maxPrompt ? `${line.slice(0, maxPrompt - 1)}…` : line;
}
