import type { AskedQuestion } from "../core/permissions/ask.ts";
import { namesSecret } from "../core/permissions/shell/secret-words.ts";

/** Why a person is asked, where the call does not say so itself; a sentence each, for `printable`. */
export function askedBecause(question: AskedQuestion): readonly string[] {
  const { unfenced, hook } = question;
  const files = filesOf(question);
  const outside = files.filter(({ inside }) => !inside).map(({ shown }) => shown);
  const secrets = files.filter(({ inside, shown }) => inside && namesSecret(shown)).map(({ shown }) => shown);
  return [
    ...partly(question),
    ...(outside.length === 0 ? [] : [`Outside the working directory: ${listed(outside)}.`]),
    ...(secrets.length === 0 ? [] : [`May hold secrets: ${listed(secrets)}.`]),
    ...ruled(question),
    ...(unfenced === undefined ? [] : [`It runs without the sandbox: ${unfenced.why.replace(/\.$/, "")}.`]),
    ...(hook === "ask" ? ["One of your hooks wants you to be asked."] : []),
  ];
}

/** Of a command of several parts, those that nothing has allowed. */
function partly({ parts = [] }: AskedQuestion): readonly string[] {
  const asked = parts.filter(({ verdict }) => verdict === "ask");
  return asked.length === 0 || asked.length === parts.length
    ? []
    : [`Not allowed yet: ${listed(asked.map(({ about }) => about))}.`];
}

function ruled({ parts = [] }: AskedQuestion): readonly string[] {
  const rules = parts.flatMap(({ verdict, decidedBy }) =>
    verdict === "ask" ? (/^ask-rule:([^]*)$/.exec(decidedBy)?.slice(1) ?? []) : [],
  );
  return rules.length === 0 ? [] : [`Asked about by the rule ${listed(rules)}.`];
}

interface TouchedFile {
  readonly inside: boolean;
  readonly shown: string;
}

function filesOf({ accesses }: AskedQuestion): readonly TouchedFile[] {
  return accesses.flatMap((access) => {
    if (access.kind === "execute") return (access.line?.files ?? []).flatMap(({ file }) => file ?? []);
    return access.kind === "network" ? [] : [access];
  });
}

function listed(names: readonly string[]): string {
  return [...new Set(names)].join(", ");
}
