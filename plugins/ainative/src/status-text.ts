import type { AccountStatus } from "./account-status.ts";

/** For people: where, how it is, and what the key opens. */
export function statusText({ baseURL, health, version, projects }: AccountStatus): string {
  return [
    `Server    ${baseURL}  (${health}${version === null ? "" : `, version ${version}`})`,
    "API key   accepted",
    `Projects  ${projects.length === 0 ? "none" : projects.length}`,
    ...projects.map(({ id, name }) => `  ${id}  ${name}`),
  ].join("\n");
}
