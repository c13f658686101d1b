import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Contribution } from "../../core/plugins/contributions.ts";
import { loadProvider, loadTool } from "../../core/plugins/load-module.ts";
import type { Provider, Tool } from "@ainative-code/sdk";
import { within } from "../within.ts";
import { reasonOf, type Subject } from "./subject.ts";

/** As long as the host waits for a module. */
const importLimitMs = 10_000;

/** Milliseconds that a user notices at every use of it. */
const slowMs = 250;

/** Loads a provider as the host does; what keeps it from being loaded is written down. */
export async function loadedProvider(subject: Subject, id: string, module: string): Promise<Provider | undefined> {
  return loaded(subject, { kind: "provider", id, module }, loadProvider);
}

export async function loadedTool(subject: Subject, id: string, module: string): Promise<Tool | undefined> {
  return loaded(subject, { kind: "tool", id, module }, loadTool);
}

type Load<T> = (contribution: Contribution, importDefault: () => Promise<unknown>) => Promise<T>;

async function loaded<T>(
  { root, name, book }: Subject,
  part: Pick<Contribution, "kind" | "id"> & { readonly module: string },
  load: Load<T>,
): Promise<T | undefined> {
  const began = performance.now();
  const importDefault = async (): Promise<unknown> => {
    const exported: unknown = await within(importLimitMs, import(pathToFileURL(join(root, part.module)).href));
    return typeof exported === "object" && exported !== null && "default" in exported ? exported.default : undefined;
  };
  try {
    const value = await load({ ...part, plugin: name, secrets: [] }, importDefault);
    const ms = Math.round(performance.now() - began);
    book.check(`${part.kind} ${part.id}`, `loaded in ${ms} ms`);
    if (ms > slowMs) {
      book.add("advice", "import", part.module, `it takes ${ms} ms to load; import large libraries where they are used`);
    }
    return value;
  } catch (thrown) {
    book.add("unusable", "modules", part.module, reasonOf(thrown));
    return undefined;
  }
}
