import { AinError } from "@ainative-code/sdk";
import type { Environment } from "./environment.ts";

/** A key from a hidden prompt, where there is a terminal to ask on, or from standard input. Never empty; not trimmed inside. */
export async function readKey({ tty }: Pick<Environment, "tty">, question: string): Promise<string> {
  const given = tty.stdin && tty.stderr ? await askHidden(question) : await piped();
  const key = given.trim();
  if (key === "") {
    throw new AinError("invalid-input", "No key was given.", {
      actions: [
        'Pipe it in: printf %s "$KEY" | ainative-code auth key set PROVIDER',
        "Or run the command on a terminal, which asks for it",
      ],
    });
  }
  if (!/^[\x20-\x7e]+$/.test(key)) {
    throw new AinError(
      "invalid-input",
      "The key holds a character that no request can carry: a line break, or a letter outside ASCII.",
      {
        actions: ["Copy it once more, without what stands around it"],
      },
    );
  }
  return key;
}

async function askHidden(question: string): Promise<string> {
  const { askSecret } = await import("../infra/prompt/ask-secret.ts");
  return askSecret(question);
}

async function piped(): Promise<string> {
  const { readStdin } = await import("../infra/terminal/read-stdin.ts");
  return readStdin({ optional: false });
}
