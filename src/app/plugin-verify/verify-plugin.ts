import { join } from "node:path";
import { AinError } from "@ainative-code/sdk";
import type { PluginManifest } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";
import { checkManifest } from "../../core/plugins/check-manifest.ts";
import { ReportBook } from "../../core/verify/report.ts";
import type { Report } from "../../core/verify/report.ts";
import { manifestState } from "../../infra/conformance/fresh-manifest.ts";
import { packageSize } from "../../infra/conformance/package-size.ts";
import type { ReadPackage } from "../../infra/conformance/read-package.ts";
import { pluginReach } from "../../infra/conformance/plugin-reach.ts";
import { shippedFiles } from "../../infra/conformance/shipped-files.ts";
import { checkProvider } from "./check-provider.ts";
import { checkReach } from "./check-reach.ts";
import { checkSettings } from "./check-settings.ts";
import { checkTool } from "./check-tool.ts";
import { loadedProvider, loadedTool } from "./load-contribution.ts";
import { reasonOf, type Subject } from "./subject.ts";

/** Where a plugin ships answers and samples, unless `ainative.conformance` names another folder. */
const usualFolder = "test/fixtures/conformance";

/** Looks at a plugin as the host would, and holds what it brings to its laws. Runs its code. Throws for what is no plugin. */
export async function verifyPlugin({ root, json }: ReadPackage): Promise<Report> {
  const book = new ReportBook();
  const [name, version] = [textIn(json, "name"), textIn(json, "version")];
  const report = { plugin: name, version, root, checks: book.checks, findings: book.findings };
  if (json["ainative"] === undefined && json["oclif"] === undefined) {
    throw new AinError("invalid-input", `${name || root} is no plugin: its package.json has neither "ainative" nor "oclif".`, {
      actions: ["See how one is made: docs/plugins.md"],
    });
  }
  if (json["oclif"] === undefined) {
    book.add("unusable", "manifest", "package.json", '"oclif" is missing; an empty object is enough');
  }
  if (version === "") book.add("unusable", "manifest", "package.json", '"version" is missing');
  const checked = checkManifest(json["ainative"] ?? { api: 1 });
  if (checked.manifest === undefined) {
    book.add("unusable", "manifest", "package.json", checked.problem);
    return report;
  }
  book.check("manifest", `version ${checked.manifest.api} of the contract`);
  const schema = await checkSettings({ name, version, root }, checked.manifest, book);
  const subject = {
    name,
    version,
    root,
    json,
    manifest: checked.manifest,
    schema,
    book,
    files: shippedFiles(join(root, folderIn(json))),
  };
  checkReach(
    book,
    await pluginReach(root, async () => {
      await checkCommands(root, json, book);
      await checkParts(subject);
    }),
  );
  book.check("size", `${Math.ceil(packageSize(root) / 1024)} KiB built`);
  return report;
}

async function checkParts(subject: Subject): Promise<void> {
  const { providers = [], tools = [] }: PluginManifest = subject.manifest;
  for (const { id, module } of providers) {
    const provider = await loadedProvider(subject, id, module);
    if (provider !== undefined) await checkProvider(subject, provider);
  }
  for (const { name, module } of tools) {
    const tool = await loadedTool(subject, name, module);
    if (tool !== undefined) await checkTool(subject, tool);
  }
}

/** oclif reads commands from a manifest of its own; without it, or with an old one, every start loads them all. */
async function checkCommands(root: string, { oclif, version }: ReadPackage["json"], book: ReportBook): Promise<void> {
  if (!isRecord(oclif) || oclif["commands"] === undefined) return;
  try {
    const state = await manifestState(root);
    if (state === "fresh") book.check("commands", `oclif.manifest.json is that of version ${String(version)}`);
    else book.add("broken", "commands", "oclif.manifest.json", `it is ${state}: end the build with "ainative-plugin manifest"`);
  } catch (thrown) {
    book.add("unusable", "commands", "oclif.manifest.json", reasonOf(thrown));
  }
}

function folderIn({ ainative }: ReadPackage["json"]): string {
  const folder = isRecord(ainative) ? ainative["conformance"] : undefined;
  return typeof folder === "string" ? folder : usualFolder;
}

function textIn(json: ReadPackage["json"], name: string): string {
  const value = json[name];
  return typeof value === "string" ? value : "";
}
