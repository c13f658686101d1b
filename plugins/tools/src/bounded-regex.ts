import { createContext, Script } from "node:vm";
import type { Context } from "node:vm";
import { AinError } from "@ainative-code/sdk";

/**
 * Milliseconds one batch of matching may take. Honest patterns need a few for a megabyte, and many more where the machine
 * is busy.
 */
const timeout = 2000;

/** Throws `invalid-input` for what is no regular expression. */
export function parseRegex(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, "") : String(error);
    throw new AinError("invalid-input", `The pattern is not a JavaScript regular expression: ${reason}.`, {
      actions: ["Put a backslash before characters that are meant literally, such as ( ) [ ] { } . * + ?"],
      cause: error,
    });
  }
}

let context: Context | undefined;
const call = new Script("job()");

const regexAdvice = "Avoid a repetition inside a repetition, such as (a+)+ or (.*)*, and say more exactly what may stand there.";

/**
 * Runs `job` and gives up after two seconds, in the middle of a regular expression too: some patterns take longer than the
 * universe has on a short line, and nothing but V8's own watchdog gets them off the thread. `job` must be one that may
 * stop anywhere. Throws `invalid-input`, naming `pattern`, with `advice` for its author.
 */
export function withinTime<T>(pattern: string, job: () => T, advice = regexAdvice): T {
  context ??= createContext({});
  let result: { readonly value: T } | undefined;
  context["job"] = () => {
    result = { value: job() };
  };
  try {
    call.runInContext(context, { timeout });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new AinError("invalid-input", `The pattern ${pattern} takes too long: it can match the same text in too many ways.`, {
      actions: [advice],
      cause: error,
    });
  } finally {
    context["job"] = undefined;
  }
  if (result === undefined) throw new Error("the job did not run");
  return result.value;
}

/** The error is one of the context's own realm: `instanceof Error` does not hold. */
function isTimeout(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}
