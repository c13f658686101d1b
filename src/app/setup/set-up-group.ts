import { isAinError } from "@ainative-code/sdk";
import { declaredSecrets } from "../../core/auth/declared-secrets.ts";
import type { SetupGroup, SetupQuestion } from "../../core/setup/setup-group.ts";
import { failureText } from "../failure-text.ts";
import { askSettings } from "./ask-settings.ts";
import { planKey, type PlannedSecret } from "./plan-key.ts";
import type { SetupContext } from "./setup-context.ts";
import { tryGroup } from "./try-group.ts";

type Values = Readonly<Record<string, unknown>>;

export interface GroupAnswers {
  readonly values: Values;
  readonly keys: readonly PlannedSecret[];
}

const none: GroupAnswers = { values: {}, keys: [] };

/** The groups that are set up: those that flags speak of, and of the others what a person picks; none is picked by itself. */
export async function pickGroups(
  { questions, flags, services }: SetupContext,
  groups: readonly SetupGroup[],
): Promise<readonly SetupGroup[]> {
  const isSaid = ({ section }: SetupGroup): boolean =>
    Object.keys(flags.settings).some((name) => name.startsWith(`plugins.${section}.`));
  const others = groups.filter((group) => !isSaid(group));
  if (questions === undefined || others.length === 0) return groups.filter(isSaid);
  const config = await services.config();
  const isSet = ({ questions: asked }: SetupGroup): boolean =>
    asked.some(({ key }) => (config.source(key.name)?.layer ?? "default") !== "default");
  const choices = others.map((group) => ({ name: isSet(group) ? `${group.title}  (set)` : group.title, value: group }));
  const picked = await questions.chooseSome("What else do you use? Enter goes on.", choices);
  return groups.filter((group) => isSaid(group) || picked.includes(group));
}

/**
 * The settings of a plugin that has asked for it to be set up, as a person answers them; where there is nobody, what flags
 * say. Tried out by the plugin's own request, where it brings one; a person may pass it by then.
 */
export async function setUpGroup(context: SetupContext, group: SetupGroup): Promise<GroupAnswers> {
  const { questions, flags } = context;
  const said = Object.entries(flags.settings).filter(([name]) => name.startsWith(`plugins.${group.section}.`));
  const own = Object.fromEntries(said);
  if (questions === undefined) {
    await tryGroup(context, group, own);
    return { values: own, keys: [] };
  }
  questions.tell(`\n${group.title}`);
  for (;;) {
    const values = { ...own, ...(await askSettings(context, group)) };
    const secrets = await askSecrets(context, group);
    const next = await tried(context, group, { ...values, ...secrets });
    if (next === "skip") return none;
    if (next === "keep") return { values, keys: await planned(context, secrets) };
  }
}

async function tried(context: SetupContext, group: SetupGroup, values: Values): Promise<"again" | "skip" | "keep"> {
  const { questions, signal } = context;
  try {
    await tryGroup(context, group, values);
    return "keep";
  } catch (thrown) {
    if (questions === undefined || signal.aborted || !isAinError(thrown) || thrown.code === "cancelled") throw thrown;
    questions.tell(failureText(thrown.toJSON()).trimEnd());
    return questions.choose("What now?", [
      { name: "Answer again", value: "again" },
      { name: "Pass it by", value: "skip" },
      { name: "Keep it all the same", value: "keep" },
    ]);
  }
}

/** The secrets that a person gives anew, by key. */
async function askSecrets(context: SetupContext, group: SetupGroup): Promise<Readonly<Record<string, string>>> {
  const given: Record<string, string> = {};
  for (const question of group.questions) {
    const secret = question.key.secret ? await askSecret(context, question) : undefined;
    if (secret !== undefined && secret !== "") given[question.key.name] = secret;
  }
  return given;
}

/** One that the plugin does not declare could not be read by it. */
async function askSecret(context: SetupContext, { key, title }: SetupQuestion): Promise<string | undefined> {
  const { questions, services, flags } = context;
  const isDeclared = declaredSecrets(services.contributions).some((one) => one.key === key.name);
  if (questions === undefined || !isDeclared || Object.hasOwn(flags.settings, key.name)) return undefined;
  const isSet = (await services.config()).source(key.name) !== undefined;
  if (isSet && !(await questions.confirm(`${title}: one is set. Replace it?`, false))) return undefined;
  return (await questions.hidden(key.required ? `${title}:` : `${title} (Enter alone: none):`, !key.required)).trim();
}

async function planned(context: SetupContext, secrets: Readonly<Record<string, string>>): Promise<readonly PlannedSecret[]> {
  const declared = declaredSecrets(context.services.contributions);
  const keys: PlannedSecret[] = [];
  for (const [key, value] of Object.entries(secrets)) {
    const secret = declared.find((one) => one.key === key);
    keys.push({ key, planned: await planKey(context, secret, { kind: "given", value }) });
  }
  return keys;
}
