import { AinError } from "@ainative-code/sdk";
import { permissionModes, type PermissionMode } from "../../core/permissions/policy.ts";
import type { Theme } from "../../core/config/ui-schema.ts";
import { setupGroups } from "../../core/setup/setup-group.ts";
import { problemText } from "../problem-text.ts";
import { addressWarning, foundAddresses, type FoundAddress } from "./address-settings.ts";
import { chooseTheme } from "./choose-theme.ts";
import { connect } from "./connect.ts";
import { providerOf, type Draft } from "./draft.ts";
import { findProviders } from "./find-providers.ts";
import { writeMarker } from "./marker.ts";
import { planKey, type PlannedSecret } from "./plan-key.ts";
import { pickGroups, setUpGroup } from "./set-up-group.ts";
import type { SetupContext } from "./setup-context.ts";
import type { TriedModel } from "./try-model.ts";
import { planSettings, type PlannedFile } from "./write-settings.ts";

export interface SetupDone {
  readonly provider: string;
  /** `provider/model`. */
  readonly model: string;
  readonly permissionMode: PermissionMode;
  /** Tokens of the test; `null` where there was none. */
  readonly tested: { readonly input: number | null; readonly output: number | null } | null;
  readonly file: string;
  readonly isNew: boolean;
  /** By key, fit to be shown. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

/**
 * Finds what there is, decides about provider, key, model and permission mode by flags or questions, tries the model out
 * by a real request, and writes it all at the end: the key where keys lie, the config, and a marker. Whatever fails
 * before or while that is done, what was there is there again.
 */
export async function runSetup(context: SetupContext): Promise<SetupDone> {
  const { services, show, signal, notice } = context;
  const steps = await findProviders(services, signal, (problem) => {
    notice(`Warning: ${problemText(problem)}`);
  });
  const draft = await connect(context, await show(steps));
  const mode = await chooseMode(context);
  const theme = await chooseTheme(context);
  const { values, keep } = await collect(context, draft, { mode, theme });
  const addresses = await addressesOf(context, draft);
  const written = addresses.flatMap(({ key, value, hasPassword }) => (hasPassword ? [] : [[key, value] as const]));
  const plan = await planSettings(services, values, new Map([...written, ...foundVariable(draft)]));
  refuseReplacing(context, plan);
  await writeAll(context, plan, keep);
  const { core } = await services.reloadConfig();
  return {
    provider: providerOf(draft).id,
    model: `${providerOf(draft).id}/${draft.model ?? ""}`,
    permissionMode: mode ?? core.permissions.mode,
    tested: testedOf(draft.tried),
    file: plan.file,
    isNew: plan.isNew,
    changes: Object.fromEntries(plan.changes),
    warnings: [...plan.warnings, ...addresses.filter(({ hasPassword }) => hasPassword).map(addressWarning)],
  };
}

/** A key that a variable holds is referred to, so that the config tells where it comes from. */
function foundVariable({ provider, key }: Draft): readonly (readonly [string, string])[] {
  const variable = key.kind === "as-is" ? provider?.key?.source.variable : undefined;
  return variable === undefined || provider?.secret === undefined ? [] : [[provider.secret.key, `\${${variable}}`]];
}

/** An endpoint of the user's own has its address in the config already. */
async function addressesOf({ services }: SetupContext, draft: Draft): Promise<readonly FoundAddress[]> {
  const { id, plugin } = providerOf(draft);
  const isEndpoint = (await services.endpoints()).some((endpoint) => endpoint.id === id);
  return isEndpoint ? [] : foundAddresses(services, await services.config(), plugin);
}

type Undo = () => Promise<void>;

interface Collected {
  readonly values: ReadonlyMap<string, unknown>;
  /** Keeps the keys that were given. */
  readonly keep: readonly (() => Promise<Undo>)[];
}

interface Wishes {
  readonly mode: PermissionMode | undefined;
  readonly theme: Theme | undefined;
}

async function collect(context: SetupContext, draft: Draft, { mode, theme }: Wishes): Promise<Collected> {
  const provider = providerOf(draft);
  const groups = setupGroups(await context.services.pluginSchemas()).filter(({ plugin }) => plugin !== provider.plugin);
  const others = [];
  for (const group of await pickGroups(context, groups)) others.push(await setUpGroup(context, group));
  const key = await planKey(context, provider.secret, draft.key);
  const own = provider.secret === undefined ? [] : [{ key: provider.secret.key, planned: key }];
  const keys = [...own, ...others.flatMap((one) => one.keys)];
  const references = keys.flatMap(referenceOf);
  const values = new Map<string, unknown>([
    ["model", `${provider.id}/${draft.model ?? ""}`],
    ...(mode === undefined ? [] : [["permissions.mode", mode] as const]),
    ...(theme === undefined ? [] : [["ui.theme", theme] as const]),
    ...Object.entries(draft.settings),
    ...others.flatMap((one) => Object.entries(one.values)),
    ...references,
  ]);
  return { values, keep: keys.map(({ planned }) => async () => planned.keep()) };
}

function referenceOf({ key, planned }: PlannedSecret): (readonly [string, string])[] {
  return planned.setting === undefined ? [] : [[key, planned.setting]];
}

async function chooseMode({ flags, questions, services }: SetupContext): Promise<PermissionMode | undefined> {
  if (flags.permissionMode !== undefined || questions === undefined) return flags.permissionMode;
  const config = await services.config();
  if (config.locked("permissions.mode") !== undefined) return undefined;
  const names: Readonly<Record<PermissionMode, string>> = {
    ask: "Ask before files are changed or commands are run",
    "accept-edits": "Change files in the working folder without asking; ask before the rest",
    plan: "Change nothing",
    bypass: "Never ask (dangerous)",
  };
  const choices = permissionModes.map((value) => ({ name: `${value}  (${names[value]})`, value }));
  return questions.choose("What may the model do?", choices, config.core.permissions.mode);
}

/** Whoever can't be asked has to say that they mean it. */
function refuseReplacing({ flags, questions }: SetupContext, { replaced, file }: PlannedFile): void {
  if (questions !== undefined || flags.force || replaced.length === 0) return;
  throw new AinError("invalid-input", `${file} already says otherwise: ${replaced.join(", ")}. Nothing was changed.`, {
    actions: ["Replace it: --force", "See what is set: ainative-code config list"],
  });
}

async function writeAll({ services, signal }: SetupContext, plan: PlannedFile, keep: Collected["keep"]): Promise<void> {
  signal.throwIfAborted();
  const undo: Undo[] = [];
  try {
    for (const one of keep) undo.push(await one());
    undo.push(await writeMarker(services, "done"));
    await plan.write();
  } catch (thrown) {
    for (const one of undo.toReversed()) await one();
    throw thrown;
  }
}

function testedOf(tried: TriedModel | undefined): SetupDone["tested"] {
  return tried === undefined ? null : { input: tried.input ?? null, output: tried.output ?? null };
}
