import type { PluginManifest } from "@ainative-code/sdk";
import type { ReportBook } from "../../core/verify/report.ts";
import type { ShippedFile } from "../../infra/conformance/shipped-files.ts";

/** The plugin that is looked at, and where what is found is written down. */
export interface Subject {
  readonly name: string;
  readonly version: string;
  /** Absolute. */
  readonly root: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly manifest: PluginManifest;
  /** What it ships to be tried out. */
  readonly files: readonly ShippedFile[];
  /** The schema of its settings; empty where it has none. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly book: ReportBook;
}

/** The sentence of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
