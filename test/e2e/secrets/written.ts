import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every file below a folder in which a text stands, as it is or as JSON, URLs or UTF-16 write it. */
export function filesWith(folder: string, mark: string): readonly string[] {
  const forms = [mark, JSON.stringify(mark).slice(1, -1), encodeURIComponent(mark)].flatMap((form) => [
    Buffer.from(form),
    Buffer.from(form, "utf16le"),
    Buffer.from(Buffer.from(form).toString("base64").slice(0, -4)),
  ]);
  return filesBelow(folder).filter((file) => {
    const content = readFileSync(file);
    return forms.some((form) => content.includes(form));
  });
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => lstatSync(file, { throwIfNoEntry: false })?.isFile() === true);
}
