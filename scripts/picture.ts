/** Draws what the program shows as docs/demo.svg and docs/conversation.svg: npm run picture. The second one takes tmux. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conversationLines } from "./picture/conversation.ts";
import { demoLines } from "./picture/demo.ts";
import { drawing } from "./picture/drawing.ts";

const root = new URL("../", import.meta.url).pathname;
const home = mkdtempSync(join(tmpdir(), "ainative-code-picture-"));
try {
  writeFileSync(join(root, "docs/demo.svg"), drawing("A run of ainative-code demo", demoLines(root, home)));
  writeFileSync(join(root, "docs/conversation.svg"), drawing("A conversation with ainative-code", await conversationLines(root, home)));
} finally {
  rmSync(home, { recursive: true, force: true });
}
