import { join } from "node:path";
import { standardSubAgents } from "../core/agent/sub-agent-definition.ts";
import type { SubAgentDefinition } from "../core/agent/sub-agent-definition.ts";
import { readSubAgent } from "../core/agent/read-sub-agent.ts";
import { readFrontMatter } from "../infra/project/front-matter.ts";
import { markdownFiles } from "../infra/project/markdown-files.ts";
import type { MarkdownFile } from "../infra/project/markdown-files.ts";
import { projectRoot } from "./project-place.ts";
import type { Services } from "./services.ts";
import { isTrusted } from "./trust.ts";

type Place = Pick<Services, "environment" | "folders">;

/**
 * The sub-agents there are, by name: those of a trusted project, then the user's own, then those of the program; of two
 * with one name the first. What is broken is told.
 */
export async function subAgentDefinitions(
  place: Place,
  onNotice: (text: string) => void,
): Promise<readonly SubAgentDefinition[]> {
  const each = await Promise.all(
    foldersOf(place).map(async ({ folder, top }) => {
      const files = await markdownFiles(folder, top, onNotice);
      return Promise.all(files.map(async (file) => definitionOf(file, onNotice)));
    }),
  );
  const all = [...each.flat().filter((one) => one !== undefined), ...standardSubAgents];
  return all
    .filter(({ name }, index) => all.findIndex((one) => one.name === name) === index)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function foldersOf(place: Place): readonly { readonly folder: string; readonly top: string }[] {
  const { environment: { home }, folders: { config } } = place;
  const root = projectRoot(place);
  const ofProject = [".ainative-code/agents", ".claude/agents"].map((name) => ({ folder: join(root, name), top: root }));
  const own = [join(config, "agents"), join(home, ".claude/agents")].map((folder) => ({ folder, top: folder }));
  return [...(isTrusted(place) ? ofProject : []), ...own];
}

async function definitionOf(file: MarkdownFile, onNotice: (text: string) => void): Promise<SubAgentDefinition | undefined> {
  const { fields, body, problem } = await readFrontMatter(file.text);
  const fileName = file.name.replace(/\.md$/, "").replaceAll("/", "-");
  const { definition, problems } =
    problem === undefined
      ? readSubAgent({ fileName, fields, body })
      : { definition: undefined, problems: [`is left out: ${problem}`] };
  for (const one of problems) onNotice(`${file.path} ${one}.`);
  return definition === undefined ? undefined : { ...definition, file: file.path };
}
