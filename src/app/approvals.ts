import { toAinError } from "@ainative-code/sdk";
import type { Remember } from "../core/permissions/gatekeeper.ts";
import { isWithin } from "../infra/files/fence.ts";
import type { Config } from "./config.ts";
import { projectBook, projectRoot } from "./project-place.ts";
import type { Services } from "./services.ts";

type Place = Pick<Services, "environment" | "folders" | "audit">;

/** Why nobody but the organisation says what is allowed, where it has locked that. */
export function allowLocked(config: Pick<Config, "locked">): string | undefined {
  return config.locked("permissions.allow");
}

/**
 * The rules that were granted for good where we are, or in a folder above; none where the organisation allows no more
 * than its own. Throws `storage`.
 */
export function approvedRules(place: Place, config: Pick<Config, "locked">): readonly string[] {
  if (allowLocked(config) !== undefined) return [];
  const root = projectRoot(place);
  return projectBook(place).all().flatMap(({ folder, record }) => (isWithin(folder, root) ? record.allow : []));
}

/** Keeps what is granted for good. Where it can't be kept, `onProblem` says so. */
export function remembering(place: Place, config: Pick<Config, "locked">, onProblem: (message: string) => void): Remember {
  return async (rules) => {
    const locked = allowLocked(config);
    if (locked !== undefined) return onProblem(`The permission holds until this run ends, and is not kept: ${locked}`);
    const added = rules.map(({ text }) => text);
    try {
      await projectBook(place).change(projectRoot(place), (record) => ({
        ...record,
        allow: [...new Set([...record.allow, ...added])],
      }));
      place.audit({ kind: "config", actor: "user", detail: { change: "approved", rules: added, folder: projectRoot(place) } });
    } catch (thrown) {
      onProblem(`The permission holds until this run ends, but could not be kept: ${toAinError(thrown).message}`);
    }
  };
}
