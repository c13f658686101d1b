import type { Project } from "./project.ts";
import type { ZerodbStatus } from "./zerodb-status.ts";

/** For people: where, and which project, or which there are. */
export function statusText({ server, project, projects }: ZerodbStatus): string {
  const head = `Server   ${server}`;
  if (project !== null) return [head, `Project  ${projectLine(project)}`, ...storedLine(project)].join("\n");
  if (projects.length === 0) return [head, "Project  none chosen, and there is none"].join("\n");
  const choose = "Choose one: ainative-code config set plugins.zerodb.projectId ID";
  return [head, "Project  none chosen. There are:", ...projects.map((one) => `  ${projectLine(one)}`), choose].join("\n");
}

function projectLine({ id, name, status, tier }: Project): string {
  const more = [status, tier].filter((text) => text !== null).join(", ");
  return `${id}  ${name}${more === "" ? "" : `  (${more})`}`;
}

function storedLine({ usage }: Project): string[] {
  const counts = Object.entries(usage).map(([kind, count]) => `${count} ${kind}`);
  return counts.length === 0 ? [] : [`Stored   ${counts.join(", ")}`];
}
