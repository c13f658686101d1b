import { AinError, isAinError, type StreamEvent } from "@ainative-code/sdk";
import { AnswerWriter, pump, type StreamReader } from "@ainative-code/provider-kit";
import { expect } from "chai";

type Feed = (writer: AnswerWriter, chunk: string) => void;

function reader(feed: Feed, complete?: () => boolean): StreamReader {
  const writer = new AnswerWriter();
  writer.start({ provider: "p", api: "a", model: "m" });
  return {
    writer,
    push: (chunk) => feed(writer, new TextDecoder().decode(chunk)),
    end: () => (complete?.() === true ? writer.finish({ stop: { reason: "stop" } }) : writer.interrupt()),
    get complete() {
      return complete?.() ?? false;
    },
  };
}

const say: Feed = (writer, chunk) => (chunk === "end" ? writer.finish({ stop: { reason: "stop" } }) : writer.text(chunk));

async function* chunks(...pieces: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (piece instanceof Error) throw piece;
    yield new TextEncoder().encode(piece);
  }
}

async function run(stream: AsyncIterable<StreamEvent>): Promise<{ readonly types: readonly string[]; readonly error: unknown }> {
  const types: string[] = [];
  try {
    for await (const event of stream) types.push(event.type === "finish" ? `finish ${event.stop.reason}` : event.type);
    return { types, error: undefined };
  } catch (error) {
    return { types, error };
  }
}

const never = (): AbortSignal => new AbortController().signal;
const lost = new AinError("network", "lost");

describe("pump", () => {
  it("yields what the reader writes and reads the body to its end", async () => {
    const body = chunks("a", "end", "rest");
    const { types } = await run(pump(never(), () => Promise.resolve({ body, reader: reader(say) })));
    expect(types).to.deep.equal(["start", "text-start", "text-delta", "text-end", "finish stop"]);
    expect((await body.next()).done).to.equal(true);
  });

  it("passes a lost connection on, after the events before it and the end of the text that was shown", async () => {
    const { types, error } = await run(pump(never(), () => Promise.resolve({ body: chunks("a", lost), reader: reader(say) })));
    expect(types).to.deep.equal(["start", "text-start", "text-delta", "text-end"]);
    expect(error).to.equal(lost);
  });

  it("loses nothing where the connection is lost after the terminal mark", async () => {
    const body = chunks("a", lost);
    const { types, error } = await run(pump(never(), () => Promise.resolve({ body, reader: reader(say, () => true) })));
    expect(types.at(-1)).to.equal("finish stop");
    expect(error).to.equal(undefined);
  });

  it("tells the events before a failure in the bytes, then throws it", async () => {
    const feed: Feed = (writer) => {
      writer.text("shown");
      throw new AinError("protocol", "garbage");
    };
    const { types, error } = await run(pump(never(), () => Promise.resolve({ body: chunks("x"), reader: reader(feed) })));
    expect(types).to.deep.equal(["start", "text-start", "text-delta", "text-end"]);
    expect(isAinError(error) && error.code).to.equal("protocol");
  });

  it("passes a bug of the reader on as it is", async () => {
    const bug = new TypeError("bug");
    const feed: Feed = () => {
      throw bug;
    };
    const { error } = await run(pump(never(), () => Promise.resolve({ body: chunks("x"), reader: reader(feed) })));
    expect(error).to.equal(bug);
  });

  it("lets go of a connection that stays open after the end, and of one that nobody reads on", async () => {
    const signals: AbortSignal[] = [];
    const open = (signal: AbortSignal): Promise<{ body: AsyncIterable<Uint8Array>; reader: StreamReader }> => {
      signals.push(signal);
      return Promise.resolve({ body: endless(signal), reader: reader(say) });
    };
    const { types } = await run(pump(never(), open));
    expect(types.at(-1)).to.equal("finish stop");
    expect(signals[0]?.aborted, "the silent connection is ended").to.equal(true);

    const body = chunks("a", "b", "end");
    for await (const event of pump(never(), () => Promise.resolve({ body, reader: reader(say) })))
      if (event.type === "text-delta") break;
    expect((await body.next()).done, "the unread body is closed").to.equal(true);
  });

  it("asks for nothing when it is aborted before it begins", async () => {
    const { types, error } = await run(pump(AbortSignal.abort(), () => Promise.reject(new Error("asked"))));
    expect(types).to.deep.equal([]);
    expect(isAinError(error) && error.code).to.equal("cancelled");
  });
});

async function* endless(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode("end");
  await new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new AinError("cancelled", "Cancelled.")));
  });
}
