import type { ExplainedSetting, Explanation } from "../core/config/explain-key.ts";

/** An explanation of a setting for a person. */
export function explanationText(explanation: Explanation): string {
  const { key, value, why, description, accepts, locked, variables } = explanation;
  const paragraphs = [
    `${key} = ${value === undefined ? "(not set)" : textOf(value)}\n${[why, locked].filter((line) => line !== undefined).join("\n")}`,
    placesText(explanation.settings),
    description ?? "",
    [
      `Takes: ${accepts}`,
      `Default: ${explanation.default === undefined ? "(none)" : textOf(explanation.default)}`,
      `Variables: ${variables.join(", ")}`,
    ].join("\n"),
  ];
  return paragraphs.filter((text) => text !== "").join("\n\n");
}

function placesText(settings: readonly ExplainedSetting[]): string {
  const rows = settings.map((setting) => [setting.layer, textOf(setting.value), placeOf(setting)] as const);
  const [first, second] = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map(([layer, value, place], index) =>
      `${mark(settings[index])} ${layer.padEnd(first ?? 0)}  ${value.padEnd(second ?? 0)}  ${place}`.trimEnd(),
    )
    .join("\n");
}

function mark(setting: ExplainedSetting | undefined): string {
  return setting?.wins === true ? ">" : " ";
}

function placeOf({ file, line, column, variable }: ExplainedSetting): string {
  return [variable ?? file, line, column].filter((part) => part !== undefined).join(":");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
