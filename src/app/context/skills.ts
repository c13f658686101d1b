import { join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { Tool, ToolOutput } from "@ainative-code/sdk";
import type { OwnCommand } from "../../core/context/own-command.ts";
import type { Skill } from "../../core/context/skill.ts";
import { readSkillBody, readSkillFile, readSkills } from "../../infra/project/skill-files.ts";
import { projectRoot } from "../project-place.ts";
import type { Registries } from "../registries.ts";
import type { Services } from "../services.ts";

type Place = Pick<Services, "environment" | "folders">;

/** Those of the project first, then the user's own. */
export async function skillsOf(place: Place, onNotice: (text: string) => void = () => undefined): Promise<readonly Skill[]> {
  const { environment: { home }, folders: { config } } = place;
  const root = projectRoot(place);
  const own = [join(config, "skills"), join(home, ".agents/skills"), join(home, ".claude/skills")];
  return readSkills(
    [
      { folder: join(root, ".agents/skills"), top: root, origin: "project" },
      { folder: join(root, ".claude/skills"), top: root, origin: "project" },
      // A user's own may be links to wherever they are kept.
      ...own.map((folder) => ({ folder, top: "/", origin: "user" as const })),
    ],
    onNotice,
  );
}

/** The tools and, where there are skills, one that loads them. */
export async function withSkills(place: Place, plugins: Registries): Promise<Registries> {
  if ((await skillsOf(place)).length === 0) return plugins;
  const contribution = { kind: "tool", id: "skill", plugin: "skills", module: undefined, secrets: [] } as const;
  return {
    ...plugins,
    tools: plugins.tools.with({ made: [{ contribution, value: skillTool(place) }], late: () => Promise.resolve(undefined) }),
  };
}

/** A skill under `/skill:NAME`. */
export async function skillCommand(skill: Skill): Promise<OwnCommand> {
  const { name, description: summary, origin, folder, allowedTools } = skill;
  const body = await bodyOf(skill);
  return { name: `skill:${name}`, origin, path: join(folder, "SKILL.md"), summary, argument: "[what to do]", allowedTools, body };
}

interface Input {
  readonly name: string;
  readonly file?: string;
}

function skillTool(place: Place): Tool<Input> {
  return {
    name: "skill",
    description:
      "Loads a skill: instructions for one kind of work, by the name it is listed under. With `file`, one of the files that belong to it.",
    risk: "read",
    input: {
      type: "object",
      properties: {
        name: { type: "string", description: "The skill." },
        file: { type: "string", description: "A file that belongs to it, by its path in the skill's folder." },
      },
      required: ["name"],
      additionalProperties: false,
    },
    async run({ name, file }): Promise<ToolOutput> {
      const skills = await skillsOf(place);
      const skill = skills.find((one) => one.name === name);
      if (skill === undefined) {
        throw new AinError(
          "invalid-input",
          `There is no skill "${name}". There are: ${skills.map((one) => one.name).join(", ")}`,
        );
      }
      return { content: file === undefined ? await bodyOf(skill) : await readSkillFile(skill, file) };
    },
  };
}

async function bodyOf(skill: Skill): Promise<string> {
  const { body, files } = await readSkillBody(skill);
  const beside =
    files.length === 0
      ? ""
      : `\n\nFiles that belong to it (load one with the tool \`skill\`, or run it at its place): ${files.join(", ")}`;
  return `${body}\n\nThe skill "${skill.name}" is kept in ${skill.folder}.${beside}`;
}
