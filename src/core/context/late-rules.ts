import type { Message, Part, TextPart } from "@ainative-code/sdk";
import type { Executor } from "../tools/executor.ts";
import type { Rules } from "./rules.ts";

const head = "Rules of this project, from ";
const tail = ", for what was just touched (told by the program, not typed):";

/** Whether the program has told rules by this part in the middle of a turn. */
export function isLateRules(part: Part): part is TextPart {
  return part.type === "text" && pathOf(part) !== undefined;
}

/**
 * Rules that hold for a part of a project only: the model is told of them when it first touches something there, behind
 * all that was said, so that the head of the requests stays as it is. Each file is told once in a conversation.
 */
export class LateRules {
  readonly #rulesFor: (touched: string) => Promise<readonly Rules[]>;
  readonly #always: readonly string[];
  #known: Set<string>;
  #untold: TextPart[] = [];

  /** `known`: the paths of rules that the model has been told from the start. */
  constructor(rulesFor: (touched: string) => Promise<readonly Rules[]>, known: Iterable<string>, history: readonly Message[]) {
    this.#rulesFor = rulesFor;
    this.#always = [...known];
    this.#known = this.#toldIn(history);
  }

  /** The conversation has become another one: what is in it no more is told anew. */
  goOn(history: readonly Message[]): void {
    this.#known = this.#toldIn(history);
    this.#untold = [];
  }

  #toldIn(history: readonly Message[]): Set<string> {
    return new Set([...this.#always, ...history.flatMap(({ parts }) => parts.flatMap((part) => pathOf(part) ?? []))]);
  }

  /** Absolute, symlinks resolved. */
  async touch(path: string): Promise<void> {
    for (const rules of await this.#rulesFor(path)) {
      if (this.#known.has(rules.path)) continue;
      this.#known.add(rules.path);
      this.#untold.push({ type: "text", text: `${head}${rules.path}${tail}\n\n${rules.text.trim()}` });
    }
  }

  /** What is to be told now. */
  take(): readonly TextPart[] {
    const taken = this.#untold;
    this.#untold = [];
    return taken;
  }
}

/** Notes what calls touch that were done. */
export function noticingTouched(
  executor: Pick<Executor, "execute">,
  touchedBy: (call: { readonly name: string; readonly input: unknown }) => Promise<readonly string[]>,
  late: Pick<LateRules, "touch">,
): Pick<Executor, "execute"> {
  return {
    async execute(call, options) {
      const executed = await executor.execute(call, options);
      if (executed.result.status === "ok") {
        for (const path of await touchedBy(executed.call)) await late.touch(path);
      }
      return executed;
    },
  };
}

function pathOf(part: Part): string | undefined {
  if (part.type !== "text" || !part.text.startsWith(head)) return undefined;
  const end = part.text.indexOf(tail);
  return end === -1 ? undefined : part.text.slice(head.length, end);
}
