import { escapes } from "../infra/sandbox/escapes.ts";
import type { Escape } from "../infra/sandbox/escapes.ts";
import { trialPlace, trialProfile } from "../infra/sandbox/escape-trial.ts";
import type { TrialPlace } from "../infra/sandbox/escape-trial.ts";
import { openFence } from "../infra/sandbox/open-fence.ts";
import type { Fence, NoFence } from "../core/sandbox/fence.ts";
import type { Services } from "./services.ts";

export interface TriedEscape {
  readonly name: string;
  readonly about: string;
  /** Whether it succeeded without the fence: where it did not, the attempt proves nothing. */
  readonly succeedsUnfenced: boolean;
  /** Missing where there is no fence to try it with. */
  readonly succeedsFenced?: boolean;
  readonly passed: boolean;
}

export interface SandboxTest {
  readonly fence?: Fence["kind"];
  readonly missing?: string;
  readonly actions: readonly string[];
  readonly escapes: readonly TriedEscape[];
  readonly passed: boolean;
}

/** Tries every escape for real, without and with the fence, in folders of its own. */
export async function testSandbox(services: Services): Promise<SandboxTest> {
  const { environment } = services;
  const { allowedDomains } = (await services.config()).core.sandbox;
  const tried: TriedEscape[] = [];
  let shown: Pick<SandboxTest, "fence" | "missing" | "actions"> = { actions: [] };
  for (const escape of escapes) {
    using fenced = trialPlace(environment.env);
    using open = trialPlace(environment.env);
    const source = {
      platform: environment.platform,
      path: environment.env["PATH"],
      profile: trialProfile(fenced, allowedDomains),
    };
    const fence = await openFence(source);
    shown = "kind" in fence ? { fence: fence.kind, actions: [] } : fence;
    tried.push(await tryEscape(escape, fence, [fenced, open]));
    if ("kind" in fence) await fence.close();
  }
  return { ...shown, escapes: tried, passed: tried.every(({ passed }) => passed) };
}

async function tryEscape(
  escape: Escape,
  fence: Fence | NoFence,
  [fenced, open]: readonly [TrialPlace, TrialPlace],
): Promise<TriedEscape> {
  const { name, about } = escape;
  const succeedsFenced = "kind" in fence ? await escape.attempt(fenced, fence) : undefined;
  const succeedsUnfenced = await escape.attempt(open, undefined);
  const passed = succeedsUnfenced && succeedsFenced === false;
  return { name, about, succeedsUnfenced, ...(succeedsFenced === undefined ? {} : { succeedsFenced }), passed };
}
