import type { StreamEvent } from "@ainative-code/sdk";
import type { ProviderFixture } from "../fixture.ts";
import type { Played } from "../play.ts";
import { canonical } from "../canonical.ts";

/** What the fixture's author expects of it, and that its text is that of the independent reading. */
export function expectationFaults(played: Played, fixture: ProviderFixture): readonly string[] {
  const { dialect, body, expected = {} } = fixture;
  const payloads = dialect.payloads(new TextDecoder().decode(body), body);
  const finish = played.events.find((event) => event.type === "finish");
  const text = joined(played.events, "text-delta");
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["text, read independently", dialect.text(payloads), text],
    ["error", expected.error ?? (dialect.isFailed(payloads) ? played.error?.code : undefined), played.error?.code],
    ["stop", expected.stop ?? finish?.stop.reason, finish?.stop.reason],
    ["text", expected.text ?? text, text],
    ["thinking", expected.thinking ?? joined(played.events, "thinking-delta"), joined(played.events, "thinking-delta")],
    ["calls", expected.calls ?? callsIn(played.events), callsIn(played.events)],
  ];
  const faults = pairs.filter(([, want, is]) => canonical(want ?? null) !== canonical(is ?? null));
  return faults.map(([what, want, is]) => `${what}: expected ${shown(want)}, got ${shown(is)}`);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 400);
}

function joined(events: readonly StreamEvent[], type: "text-delta" | "thinking-delta"): string {
  return events.map((event) => (event.type === type ? event.text : "")).join("");
}

function callsIn(events: readonly StreamEvent[]): readonly unknown[] {
  return events.flatMap((event) => (event.type === "tool-end" ? [[event.call.name, event.call.input]] : []));
}
