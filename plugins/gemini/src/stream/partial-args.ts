import { AinError } from "@ainative-code/sdk";
import { isObject, objectsOf, stringOr } from "@ainative-code/provider-kit";

type Container = Record<string, unknown> | unknown[];

/** Puts together the arguments of a call that come value by value, each with its JSONPath (`$.steps[0].name`). */
export class PartialArgs {
  readonly #args: Record<string, unknown> = {};
  /** The path of a string that goes on with the next value. */
  #open: string | undefined;

  get value(): Readonly<Record<string, unknown>> {
    return this.#args;
  }

  /** Takes the `partialArgs` of one piece. Throws `protocol` for a path it can't follow. */
  add(partialArgs: unknown): void {
    for (const arg of objectsOf(partialArgs)) {
      const path = stringOr(arg["jsonPath"]) ?? "";
      const steps = stepsOf(path);
      const last = steps.pop();
      if (last === undefined) throw unreadable(path);
      const holder = steps.reduce<Container>((at, step, index) => memberOf(at, step, steps[index + 1] ?? last, path), this.#args);
      const before = this.#open === path ? get(holder, last) : undefined;
      const value = valueOf(arg);
      set(holder, last, typeof before === "string" && typeof value === "string" ? before + value : value, path);
      this.#open = arg["willContinue"] === true ? path : undefined;
    }
  }
}

type Step = string | number;

/** Names behind a dot or in brackets, positions in brackets. */
const stepPattern = /\.([^.[\]]+)|\[(\d+)\]|\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]/y;

function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  stepPattern.lastIndex = 1;
  while (path.startsWith("$") && stepPattern.lastIndex < path.length) {
    const found = stepPattern.exec(path);
    if (found === null) throw unreadable(path);
    const [, name, position, single, double] = found;
    steps.push(position === undefined ? (name ?? (single ?? double ?? "").replaceAll(/\\(.)/g, "$1")) : Number(position));
  }
  return steps;
}

function valueOf(arg: Readonly<Record<string, unknown>>): unknown {
  return arg["stringValue"] ?? arg["numberValue"] ?? arg["boolValue"] ?? null;
}

/** The object or list at a step, made where it is not there yet. */
function memberOf(holder: Container, step: Step, next: Step, path: string): Container {
  const found = get(holder, step);
  if (isContainer(found)) return found;
  const made: Container = typeof next === "number" ? [] : {};
  set(holder, step, made, path);
  return made;
}

function isContainer(value: unknown): value is Container {
  return Array.isArray(value) || isObject(value);
}

function get(holder: Container, step: Step): unknown {
  return Object.hasOwn(holder, step) ? Reflect.get(holder, step) : undefined;
}

/** Own members only, and lists without holes. */
function set(holder: Container, step: Step, value: unknown, path: string): void {
  const fits = Array.isArray(holder) ? typeof step === "number" && step <= holder.length : typeof step === "string";
  if (!fits) throw unreadable(path);
  Object.defineProperty(holder, step, { value, writable: true, enumerable: true, configurable: true });
}

function unreadable(path: string): AinError {
  return new AinError("protocol", `The server sent an argument at a place that can't be found: ${path.slice(0, 100)}`);
}
