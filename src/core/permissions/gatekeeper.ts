import type { ToolCallPart } from "@ainative-code/sdk";
import type { Ask } from "./ask.ts";
import { narrower } from "./permission-mode.ts";
import { decide, judgeParts } from "./policy.ts";
import type { Policy } from "./policy.ts";
import type { PermissionQuestion } from "./question.ts";
import type { PermissionRule } from "./rule.ts";
import { sessionRules } from "./session-rule.ts";

export type Permission =
  | { readonly allowed: true; readonly decidedBy: string }
  | {
      readonly allowed: false;
      readonly decidedBy: string;
      /** What the model is told. */
      readonly reason: string;
      /** Nobody could be asked. */
      readonly unasked: boolean;
    };

/** Keeps rules beyond the run. Never throws: what can't be kept is told, and holds until the run ends. */
export type Remember = (rules: readonly PermissionRule[]) => Promise<void>;

/** Applies the policy, and puts what it leaves open before a person, one question at a time. */
export class Gatekeeper {
  #policy: Policy;
  #granted: readonly PermissionRule[] = [];
  readonly #ask: Ask | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  readonly #remember: Remember | undefined;

  /** Without `ask` there is nobody to ask, and an open question is a refusal. `remember` keeps what is granted for good. */
  constructor(policy: Policy, ask: Ask | undefined, remember?: Remember) {
    this.#policy = policy;
    this.#ask = ask;
    this.#remember = remember;
  }

  /** From now on these rules hold; what the person has granted for the session stays. */
  use(policy: Policy): void {
    this.#policy = policy;
  }

  async permit(call: ToolCallPart, question: PermissionQuestion, signal: AbortSignal): Promise<Permission> {
    // What needs no question does not wait for those that others have.
    const decided = this.#decided(question);
    if (decided !== undefined) return decided;
    const turn = this.#queue.then(async () => this.#decided(question) ?? this.#asked(call, question, signal));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** `undefined` where a person is to decide. */
  #decided(question: PermissionQuestion): Permission | undefined {
    const { verdict, decidedBy } = decide(question, this.#policyFor(question));
    if (verdict !== "deny" && question.hook === "allow") {
      return { allowed: true, decidedBy: verdict === "allow" ? decidedBy : "hook:PreToolUse" };
    }
    if (verdict === "ask" || (verdict === "allow" && question.hook === "ask")) return undefined;
    if (verdict === "allow") return { allowed: true, decidedBy };
    const ownPlan = decidedBy === "mode:plan" && this.#policy.mode !== "plan";
    return {
      allowed: false,
      decidedBy,
      reason: ownPlan ? "Refused: this sub-agent may only read." : whyDenied(decidedBy),
      unasked: false,
    };
  }

  #policyFor({ origin }: PermissionQuestion): Policy {
    return { ...this.#policy, mode: narrower(this.#policy.mode, origin?.mode), allow: [...this.#policy.allow, ...this.#granted] };
  }

  async #asked(call: ToolCallPart, question: PermissionQuestion, signal: AbortSignal): Promise<Permission> {
    const answer = await (this.#ask?.(call, { ...question, parts: judgeParts(question, this.#policyFor(question)) }, signal) ??
      nobody);
    if (answer.answer === "nobody") {
      return {
        allowed: false,
        decidedBy: "nobody-to-ask",
        reason:
          "Refused: this needs the user's permission and nobody can be asked. Go on without it, or say what you would need.",
        unasked: true,
      };
    }
    if (answer.answer === "deny") {
      const reason = answer.reason === undefined ? "" : ` They said: ${answer.reason}`;
      return { allowed: false, decidedBy: "user", reason: `Refused by the user.${reason}`, unasked: false };
    }
    if (answer.answer !== "once") {
      const rules = sessionRules(question, this.#policy.own);
      this.#granted = [...this.#granted, ...rules];
      if (answer.answer === "always") await this.#remember?.(rules);
    }
    return { allowed: true, decidedBy: "user" };
  }
}

const nobody = { answer: "nobody" } as const;

function whyDenied(decidedBy: string): string {
  if (decidedBy === "mode:plan") return "Refused: plan mode allows reading only. Make a plan, and hand it in with present_plan.";
  return `Refused by the user's rules (${decidedBy}).`;
}
