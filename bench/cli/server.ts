/**
 * A model server on loopback that speaks Chat Completions from a script; the model's name is the script:
 *   hello      a short text
 *   stream-N   N tokens of text, an event each, 16 events per write
 *   markdown-N the same, of Markdown
 *   agent-K    K answers with a call of the tool `bash` each, then a text
 *   read-K     the same with the tool `read`
 * It keeps no state but the times at which requests arrived, by CLOCK_MONOTONIC in milliseconds, which is the same for all
 * processes of a machine. `GET /arrivals` gives them and forgets them. Prints its port; ends when standard input does.
 */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { answerTo } from "./script.ts";

const eventsPerWrite = 16;
let arrivals: number[] = [];

const server = createServer((request, response) => {
  if (request.url === "/arrivals") {
    response.end(JSON.stringify(arrivals));
    arrivals = [];
    return;
  }
  arrivals.push(Number(process.hrtime.bigint()) / 1e6);
  answer(request, response).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    response.destroy();
  });
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) process.stdout.write(`${address.port}\n`);
});
process.stdin.resume().on("end", () => process.exit(0));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const events = answerTo(JSON.parse(await text(request)));
  response.writeHead(200, { "content-type": "text/event-stream" });
  let next = 0;
  const write = (): void => {
    while (next < events.length) {
      const batch = events.slice(next, next + eventsPerWrite).join("");
      next += eventsPerWrite;
      if (!response.write(batch)) {
        response.once("drain", write);
        return;
      }
    }
    response.end("data: [DONE]\n\n");
  };
  write();
}
