import type { EventStore } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";

interface Kept {
  readonly id: string;
  readonly stream: string;
  readonly message: JSONRPCMessage;
  readonly size: number;
}

/** What is kept of one session: events, and characters of them. The oldest go first. */
const mostEvents = 1000;
const mostChars = 8 * 1024 * 1024;

/** The latest events of one session, so that a client whose stream broke off gets what it has missed. */
export class EventLog implements EventStore {
  readonly #kept: Kept[] = [];
  #chars = 0;
  #count = 0;

  storeEvent(stream: string, message: JSONRPCMessage): Promise<string> {
    this.#count += 1;
    const id = `${stream}.${this.#count}`;
    const size = JSON.stringify(message).length;
    this.#kept.push({ id, stream, message, size });
    this.#chars += size;
    while (this.#kept.length > 1 && (this.#kept.length > mostEvents || this.#chars > mostChars)) {
      this.#chars -= this.#kept.shift()?.size ?? 0;
    }
    return Promise.resolve(id);
  }

  getStreamIdForEventId(id: string): Promise<string | undefined> {
    return Promise.resolve(this.#kept.find((one) => one.id === id)?.stream);
  }

  async replayEventsAfter(
    lastEventId: string,
    { send }: { send: (eventId: string, message: JSONRPCMessage) => Promise<void> },
  ): Promise<string> {
    const at = this.#kept.findIndex(({ id }) => id === lastEventId);
    const stream = this.#kept[at]?.stream ?? "";
    // The event that opens a stream holds no message.
    const missed = this.#kept.slice(at + 1).filter((one) => one.stream === stream && "jsonrpc" in one.message);
    for (const { id, message } of missed) await send(id, message);
    return stream;
  }
}
