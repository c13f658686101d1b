import type { JournalEntry, ScriptedAnswer, ScriptedReply } from "@ainative-code/test-kit";

/** What a request tells the model, for a step of a tape to go by. */
export interface Told {
  /** The latest prompt of the user. */
  readonly prompt: string;
  /** What the calls of the latest answer gave, in their order. */
  readonly results: readonly string[];
  /**
   * Finds the pattern in those results and gives its groups. Throws where it is not there: the model can't go on from what
   * it was told, and the run ends.
   */
  find(pattern: RegExp): readonly string[];
  /** Everything that the request tells, as one text. */
  readonly all: string;
}

/** The next step of a task, made from what the tools have told. */
export type Step = (told: Told) => ScriptedAnswer;

/** A tape and how far it was played. */
export interface Tape {
  readonly script: (request: JournalEntry) => ScriptedReply;
  /** Why the model could not go on, and how many steps were not asked for. */
  missing(): string | undefined;
}

/** A model that takes one step after the other. Where one can't be taken, the request is refused, and so is the next. */
export function tape(...steps: readonly Step[]): Tape {
  let next = 0;
  let failure: string | undefined;
  return {
    script({ body }) {
      try {
        const step = steps[next];
        if (step === undefined) throw new Error("the tape has ended");
        if (failure !== undefined) throw new Error(failure);
        const answer = step(toldBy(body));
        next += 1;
        return answer;
      } catch (error) {
        failure = `step ${next + 1}: ${error instanceof Error ? error.message : String(error)}`;
        return { status: 400, body: { error: { message: failure, type: "invalid_request_error", code: "tape" } } };
      }
    },
    missing: () => failure ?? (next === steps.length ? undefined : `${steps.length - next} of ${steps.length} steps were not asked for`),
  };
}

/** The step to take once the tools have told this, and not before. */
export function after(pattern: RegExp, answer: ScriptedAnswer): Step {
  return ({ find }) => {
    find(pattern);
    return answer;
  };
}

/** Calls that are made in one answer. */
export function together(...answers: readonly ScriptedAnswer[]): ScriptedAnswer {
  return { calls: answers.flatMap(({ calls = [] }) => calls) };
}

export function call(name: string, input: Readonly<Record<string, unknown>>): ScriptedAnswer {
  return { calls: [{ name, input }] };
}

export function bash(command: string): ScriptedAnswer {
  return call("bash", { command });
}

export function read(path = ""): ScriptedAnswer {
  return call("read", { path });
}

export function edit(path: string, oldText: string, newText: string): ScriptedAnswer {
  return call("edit", { path, oldText, newText });
}

interface Message {
  readonly role: string;
  readonly content?: unknown;
}

export function toldBy(body: Readonly<Record<string, unknown>>): Told {
  const messages = Array.isArray(body["messages"]) ? (body["messages"] as readonly Message[]) : [];
  const texts = (role: string, from = 0): readonly string[] => messages.slice(from).filter((message) => message.role === role).map(textOf);
  const results = texts("tool", messages.findLastIndex(({ role }) => role === "assistant") + 1);
  return {
    prompt: texts("user").at(-1) ?? "",
    results,
    all: messages.map(textOf).join("\n"),
    find(pattern) {
      const [found] = results.flatMap((text) => [pattern.exec(text) ?? []].filter(({ length }) => length > 0));
      if (found === undefined) throw new Error(`${String(pattern)} is not in what the tools told:\n${results.join("\n---\n")}`);
      return found.slice(1);
    },
  };
}

function textOf({ content }: Message): string {
  if (typeof content === "string") return content;
  return (Array.isArray(content) ? content : []).map((part: object) => String(Reflect.get(part, "text") ?? "")).join("\n");
}
