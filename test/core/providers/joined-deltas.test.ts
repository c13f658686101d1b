import { AinError, type ProviderRequest, type StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import { setImmediate as restOfTheTurn } from "node:timers/promises";
import { joinedDeltas } from "../../../src/core/providers/joined-deltas.ts";
import { aRequest } from "../a-request.ts";

const start: StreamEvent = { type: "start", origin: { provider: "p", api: "a", model: "m" } };
const finish: StreamEvent = { type: "finish", stop: { reason: "stop" } };
const text = (words: string, part = 0): StreamEvent => ({ type: "text-delta", part, text: words });

/** Something that happens between two events. */
type Step = StreamEvent | (() => Promise<unknown>);

function joined(steps: readonly Step[]): AsyncGenerator<StreamEvent, void> {
  return joinedDeltas(async function* (): AsyncGenerator<StreamEvent, void> {
    for (const step of steps) {
      if (typeof step === "function") await step();
      else yield step;
    }
  })(aRequest());
}

async function all(events: AsyncIterable<StreamEvent>): Promise<StreamEvent[]> {
  const list: StreamEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}

describe("joining the deltas that come together", () => {
  it("makes one of those of a part, and leaves all other events and their order alone", async () => {
    const begin: StreamEvent = { type: "text-start", part: 0 };
    const end: StreamEvent = { type: "text-end", part: 0 };
    const events = await all(joined([start, begin, text("one "), text("two "), text("three"), end, finish]));
    expect(events).to.deep.equal([start, begin, text("one two three"), end, finish]);
  });

  it("joins thoughts and pieces of arguments as well, each with its own kind and part only", async () => {
    const thought = (words: string): StreamEvent => ({ type: "thinking-delta", part: 0, text: words });
    const piece = (words: string, part: number): StreamEvent => ({ type: "tool-delta", part, textDelta: words });
    const events = await all(
      joined([thought("a"), thought("b"), text("c", 1), text("d", 2), text("e", 2), piece("{", 3), piece("}", 3), piece("[", 4), finish]),
    );
    expect(events).to.deep.equal([thought("ab"), text("c", 1), text("de", 2), piece("{}", 3), piece("[", 4), finish]);
  });

  it("does not wait for the next delta where that takes its time", async () => {
    const told = Promise.withResolvers<void>();
    const events = joined([start, text("early "), text("words"), () => told.promise, text(", and late ones"), finish]);
    expect(await events.next()).to.deep.include({ value: start });
    expect(await events.next()).to.deep.include({ value: text("early words") });
    told.resolve();
    expect(await all(events)).to.deep.equal([text(", and late ones"), finish]);
  });

  it("leaves each delta as it is where they come one by one", async () => {
    const steps = ["a", "b", "c"].flatMap((word): Step[] => [text(word), async () => restOfTheTurn().then(() => restOfTheTurn())]);
    expect(await all(joined([...steps, finish]))).to.deep.equal([text("a"), text("b"), text("c"), finish]);
  });

  it("takes no more than it may hold from a provider that never stops, while nobody asks for it", async () => {
    let given = 0;
    const endless = joinedDeltas(async function* () {
      for (;;) {
        given += 1000;
        yield text("x".repeat(1000));
      }
    })(aRequest());
    await endless.next();
    const before = given;
    for (let turn = 0; turn < 10; turn++) await restOfTheTurn();
    expect(given).to.equal(before).and.to.be.lessThan(70_000);
    await endless.return();
  });

  it("lets a provider end that is asked for more when its reader leaves", async () => {
    let ended = false;
    const stream = joinedDeltas(async function* ({ signal }: ProviderRequest): AsyncGenerator<StreamEvent, void> {
      yield text("word");
      await new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => {
          resolve();
        });
      });
      ended = true;
    })(aRequest());
    await stream.next();
    await stream.return();
    expect(ended).to.equal(true);
  });

  it("does not end a request whose answer was read to its end", async () => {
    let seen: AbortSignal | undefined;
    const stream = joinedDeltas(async function* ({ signal }: ProviderRequest) {
      seen = signal;
      yield text("word");
      yield finish;
    });
    expect(await all(stream(aRequest()))).to.deep.equal([text("word"), finish]);
    expect(seen?.aborted).to.equal(false);
  });

  it("passes on what is there before what is thrown", async () => {
    const failed = async (): Promise<never> => Promise.reject(new AinError("network", "Gone."));
    const events = joined([text("a"), text("b"), failed]);
    expect(await events.next()).to.deep.include({ value: text("ab") });
    const thrown = await events.next().catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(AinError);
  });
});
