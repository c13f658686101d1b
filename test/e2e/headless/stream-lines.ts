import type { RunningCli } from "@ainative-code/test-kit";
import { until } from "@ainative-code/test-kit";

export type Line = Readonly<Record<string, unknown>>;

/** The words of a program that talks to the CLI line by line. */
export const streamWords: readonly string[] = ["chat", "-m", "openai/m", "--input-format", "stream-json", "--output-format", "stream-json"];

/** A prompt as a line. */
export function said(text: unknown, more: Line = {}): string {
  return `${JSON.stringify({ type: "user", message: { role: "user", content: text }, ...more })}\n`;
}

export function control(requestId: string, request: Line): string {
  return `${JSON.stringify({ type: "control_request", request_id: requestId, request })}\n`;
}

export function response(requestId: string, said: Line): string {
  return `${JSON.stringify({ type: "control_response", response: { subtype: "success", request_id: requestId, response: said } })}\n`;
}

/** All whole lines so far. */
export function linesOf(text: string): readonly Line[] {
  return text.split("\n").slice(0, -1).map((line) => JSON.parse(line) as Line);
}

/** Waits for a line, the `count`th of its kind. */
export async function lineOf(cli: Pick<RunningCli, "stdout" | "stderr">, is: (line: Line) => boolean, count = 1): Promise<Line> {
  return until(() => linesOf(cli.stdout()).filter(is)[count - 1], `line ${String(count)} in:\n${cli.stdout()}${cli.stderr()}`, 30_000);
}

export function isType(type: string): (line: Line) => boolean {
  return (line) => line["type"] === type;
}
