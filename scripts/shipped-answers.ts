/**
 * Brings the answers that plugins ship for `plugins verify` up to the fixtures of their tests, after one of those has
 * changed: `node --conditions=ainative-source scripts/shipped-answers.ts`. A new one is begun as a JSON file with all but
 * its `body`.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { wantedFiles } from "./shipped-answers/wanted-files.ts";

const root = join(import.meta.dirname, "..");
const files = wantedFiles(root);
for (const { path, content } of files) writeFileSync(join(root, path), content);
console.log(`${String(files.length)} answers are those of the fixtures`);
