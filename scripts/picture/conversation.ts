import { startScriptedServer, until } from "@ainative-code/test-kit";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { columns, type Span } from "./drawing.ts";
import { spansOf } from "./screen-spans.ts";

const socket = "ainative-code-picture";
/** Milliseconds after which a key counts as an answer and not as typing. */
const lookMs = 700;

const files = {
  "package.json": '{ "type": "module" }\n',
  "src/discount.js": "/** Three pieces and more are 10 % cheaper. */\nexport function discounted(cents, pieces) {\n  const full = cents * pieces;\n  return pieces > 3 ? Math.round(full * 0.9) : full;\n}\n",
  "test/discount.test.js":
    'import assert from "node:assert";\nimport { test } from "node:test";\nimport { discounted } from "../src/discount.js";\n\ntest("three pieces are 10 % cheaper", () => assert.equal(discounted(1000, 3), 2700));\n',
};

const script = [
  { text: "I'll see where the discount begins.", calls: [{ name: "read", input: { path: "src/discount.js" } }] },
  { text: "`pieces > 3` leaves the third one out.", calls: [{ name: "edit", input: { path: "src/discount.js", oldText: "pieces > 3", newText: "pieces >= 3" } }] },
  { calls: [{ name: "bash", input: { command: "node --test --test-reporter=tap | grep -E '^(not )?ok' && rm -rf coverage" } }] },
  { text: "The discount begins with the third piece now, and its test passes." },
];

/** A conversation on a real terminal: the model's words are given, what it does and what is asked is real. */
export async function conversationLines(root: string, home: string): Promise<readonly (readonly Span[])[]> {
  const project = join(home, "shop");
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), text);
  }
  await using server = await startScriptedServer({ script, pick: "sequence" });
  const env = { HOME: home, PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`, LANG: "C.UTF-8", COLORFGBG: "15;0", OPENAI_BASE_URL: server.baseURL };
  const words = [process.execPath, join(root, "bin/run.js"), "-m", "openai/scripted", "--allowed-tools", "bash(node --test*), bash(grep *)"];
  const tmux = (...args: readonly string[]): string => execFileSync("tmux", ["-L", socket, "-f", "/dev/null", ...args], { encoding: "utf8", env: { ...env, TERM: "xterm-256color" } });
  const variables = Object.entries(env).map(([name, value]) => quoted(`${name}=${value}`));
  tmux("new-session", "-d", "-x", String(columns), "-y", "60", `cd ${quoted(project)} && env -i ${variables.join(" ")} TERM=tmux-256color ${words.map(quoted).join(" ")}`);
  try {
    const shows = async (text: string): Promise<unknown> => until(() => (tmux("capture-pane", "-p").includes(text) ? true : undefined), `"${text}" on the screen`, 15_000);
    const answer = async (question: string, key: string): Promise<void> => {
      await shows(question);
      await delay(lookMs);
      tmux("send-keys", key);
    };
    await shows("permissions: ask");
    tmux("send-keys", "-l", "Three pieces cost too much. Mend it.");
    tmux("send-keys", "Enter");
    await answer("Allow edit?", "y");
    await answer("Allow bash?", "y");
    await shows("its test passes");
    tmux("send-keys", "-l", "/undo");
    tmux("send-keys", "Enter");
    await answer("Do it?", "f");
    await shows("Take it back: /redo");
    return tmux("capture-pane", "-p", "-e").trimEnd().replaceAll(home, "~").split("\n").map(spansOf);
  } finally {
    tmux("kill-server");
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
