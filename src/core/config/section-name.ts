/**
 * The name of a plugin's section below `plugins`: for the project's own plugins their short name
 * (`@ainative-code/plugin-openai` is `openai`), for all others the package name. A section's name stays as it is.
 */
export function sectionName(plugin: string): string {
  return plugin.replace(/^@ainative-code\/plugin-/, "");
}
