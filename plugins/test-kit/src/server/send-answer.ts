import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Frame } from "./frame.ts";
import type { ScriptedAnswer, ScriptedFault } from "./reply.ts";

export interface Outgoing {
  readonly frames: readonly Frame[];
  readonly errorFrame: (code: string, message: string) => Frame;
}

/** Sends an answer event by event, with the fault its script asks for. Returns early when the client has gone. */
export async function sendAnswer(response: ServerResponse, answer: ScriptedAnswer, outgoing: Outgoing): Promise<void> {
  const { frames, errorFrame } = outgoing;
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache", ...answer.headers });
  const { fault } = answer;
  for (const frame of frames.slice(0, framesBefore(fault, frames))) {
    if (answer.paceMs !== undefined) await sleep(answer.paceMs);
    if (response.destroyed) return;
    await written(response, frame.text);
  }
  if (fault === undefined) response.end();
  else goWrong(response, fault, errorFrame);
}

function framesBefore(fault: ScriptedFault | undefined, frames: readonly Frame[]): number {
  if (fault === undefined) return frames.length;
  if (fault.kind === "cut-in-call") return frames.findLastIndex((frame) => frame.insideCall === true) + 1;
  return Math.min(fault.afterEvents ?? frames.length - 1, frames.length - 1);
}

function goWrong(response: ServerResponse, fault: ScriptedFault, errorFrame: Outgoing["errorFrame"]): void {
  switch (fault.kind) {
    case "stall":
      return;
    case "error":
      response.end(errorFrame(fault.code, fault.message).text);
      return;
    case "garbage":
      response.end(fault.bytes ?? "data: {\"choices\": [{]\n\n<html>502 Bad Gateway</html>\n\n");
      return;
    case "cut":
    case "cut-in-call":
      if (fault.clean === true) response.end();
      else response.destroy();
  }
}

/** Resolves when the kernel has it, so that an abrupt end can't overtake it; or when the client has gone. */
function written(response: ServerResponse, text: string): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off("close", done);
      resolve();
    };
    response.once("close", done).write(text, done);
  });
}
