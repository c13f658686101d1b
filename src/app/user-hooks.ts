import { hookEvents, type HookGroup, type HookSettings } from "../core/hooks/hook-event.ts";
import { UserHooks } from "../core/hooks/user-hooks.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { secretVariables } from "./secret-variables.ts";
import type { Services } from "./services.ts";

const made = new WeakMap<object, UserHooks>();

/** The user's hooks, by the settings as they are when one is due. */
export function userHooks(services: Services): UserHooks {
  const known = made.get(services);
  if (known !== undefined) return known;
  const hooks = new UserHooks({
    settings: async () => settingsOf(await services.config()),
    cwd: services.environment.cwd,
    audit: services.audit,
    clock: systemClock,
    run: async (command, input, options) => {
      const [{ hookRunner }, withoutEnv] = await Promise.all([
        import("../infra/hooks/run-hook-command.ts"),
        secretVariables(services),
      ]);
      return hookRunner({ ...services.environment, withoutEnv })(command, input, options);
    },
  });
  made.set(services, hooks);
  return hooks;
}

function settingsOf({ core: { hooks } }: Config): HookSettings {
  return Object.fromEntries(hookEvents.map((event) => [event, hooks[event].map(groupOf)]));
}

/** The schema has looked at it: what is missing here is missing nowhere. */
function groupOf({ matcher, hooks = [] }: Config["core"]["hooks"]["Stop"][number]): HookGroup {
  return { matcher, hooks: hooks.flatMap(({ command, timeout }) => (command === undefined ? [] : [{ command, timeout }])) };
}
