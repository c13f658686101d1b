import type { AinError, StreamEvent } from "@ainative-code/sdk";
import { expect } from "chai";
import { circuitBreaking, newCircuit } from "../../src/core/providers/circuit-breaker.ts";
import type { ModelStream } from "../../src/core/providers/model-stream.ts";
import { retrying } from "../../src/core/providers/retry.ts";
import { singleAttempt } from "../../src/core/providers/single-attempt.ts";
import { newThrottle, throttled } from "../../src/core/providers/throttle.ts";
import { aRequest } from "../core/a-request.ts";
import { fakeClock } from "../core/fake-clock.ts";
import { answering, type VendorAnswer } from "./vendors/answering.ts";
import { vendors, type Vendor } from "./vendors/vendors.ts";

interface Run {
  readonly kinds: readonly string[];
  readonly error: AinError | undefined;
  readonly requests: number;
  readonly slept: readonly number[];
  readonly forgot: number;
}

interface Laws {
  readonly clock: ReturnType<typeof fakeClock>;
  readonly stream: ModelStream;
  readonly requests: () => number;
  readonly forgot: () => number;
}

/** A vendor under all laws of the host, in their order, and time that passes by waiting alone. */
function underLaws(vendor: Vendor, answers: readonly VendorAnswer[]): Laws {
  const clock = fakeClock();
  const { host, requests } = answering(vendor, answers);
  let forgot = 0;
  const onAuthFailure = (): boolean => ++forgot > 0;
  const tried = retrying(singleAttempt(vendor.provider, host), clock, { random: () => 0.5, onAuthFailure });
  return { clock, stream: circuitBreaking(throttled(tried, clock, newThrottle()), clock, newCircuit()), requests, forgot: () => forgot };
}

async function ask({ stream }: Pick<Laws, "stream">): Promise<readonly StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of stream(aRequest())) events.push(event);
  return events;
}

async function run(vendor: Vendor, ...answers: readonly VendorAnswer[]): Promise<Run> {
  const laws = underLaws(vendor, answers);
  const events = await ask(laws);
  const last = events.at(-1);
  const told = events.map(({ type }) => type).filter((type) => type === "retry" || type === "text-delta" || type === "finish" || type === "error");
  const kinds = told.filter((type, index) => type !== "text-delta" || told[index - 1] !== "text-delta");
  return {
    kinds,
    error: last?.type === "error" ? last.error : undefined,
    requests: laws.requests(),
    slept: laws.clock.slept,
    forgot: laws.forgot(),
  };
}

for (const vendor of vendors) {
  const whole: VendorAnswer = { body: vendor.whole };
  const refusing = (status: number, headers: Readonly<Record<string, string>> = {}): VendorAnswer => ({ status, headers, body: '{"error":{"message":"No."}}' });

  describe(`the laws of the host, with ${vendor.name}`, () => {
    it("passes a whole answer on", async () => {
      expect(await run(vendor, whole)).to.include({ requests: 1 }).and.to.have.property("kinds").that.deep.equals(["text-delta", "finish"]);
    });

    for (const status of [408, 429, 500, 502, 503, 504, 529]) {
      it(`tries a ${status} again, with waits that double`, async () => {
        const bad = refusing(status);
        const { kinds, slept } = await run(vendor, bad, bad, whole);
        expect(kinds).to.deep.equal(["retry", "retry", "text-delta", "finish"]);
        expect(slept).to.deep.equal([250, 500]);
      });
    }

    it("waits as long as a 429 asks, in seconds or in milliseconds, where a zero is no answer", async () => {
      for (const [headers, ms] of [
        [{ "retry-after": "7" }, 7000],
        [{ "retry-after": "7", "retry-after-ms": "1500" }, 1500],
        [{ "retry-after": "1", "retry-after-ms": "0" }, 1000],
      ] as const) {
        expect((await run(vendor, refusing(429, headers), whole)).slept).to.deep.equal([ms]);
      }
    });

    it("tells a wait of an hour instead of waiting", async () => {
      const { error, requests, slept } = await run(vendor, refusing(429, { "retry-after": "3600" }), whole);
      expect([error?.code, requests, slept]).to.deep.equal(["rate-limit", 1, []]);
      expect(error?.actions[0]).to.match(/^Come back in 60 minutes/);
    });

    it("gives up after four attempts", async () => {
      const bad = refusing(500);
      const { error, requests } = await run(vendor, bad, bad, bad, bad, whole);
      expect([error?.code, requests]).to.deep.equal(["server", 4]);
      expect(error?.message).to.include("(tried 4 times)");
    });

    for (const status of [400, 403, 404, 413, 422]) {
      it(`lets a ${status} stand`, async () => {
        expect(await run(vendor, refusing(status), whole)).to.include({ requests: 1 }).and.to.have.property("kinds").that.deep.equals(["error"]);
      });
    }

    it("asks for a refused key again, once and at once", async () => {
      const { status = 401, headers = {}, body = '{"error":{"message":"No."}}' } = vendor.refusedKey ?? {};
      const refused = { status, headers, body };
      expect(await run(vendor, refused, whole)).to.include({ requests: 2, forgot: 1 });
      const twice = await run(vendor, refused, refused, whole);
      expect(twice).to.include({ requests: 2, forgot: 1 });
      expect([twice.error?.code, twice.slept]).to.deep.equal(["auth", []]);
    });

    it("tries a failure inside the answer again before its first word", async () => {
      const { kinds } = await run(vendor, { body: vendor.failsAtOnce }, whole);
      expect(kinds).to.deep.equal(["retry", "text-delta", "finish"]);
    });

    it("does not behind it", async () => {
      const { kinds, requests } = await run(vendor, { body: vendor.failsLater }, whole);
      expect([kinds, requests]).to.deep.equal([["text-delta", "error"], 1]);
    });

    it("tries an answer again that ended before it began", async () => {
      const { kinds } = await run(vendor, { body: "" }, whole);
      expect(kinds).to.deep.equal(["retry", "text-delta", "finish"]);
    });

    it("asks no more, in any request, before the time the vendor has named", async () => {
      const laws = underLaws(vendor, [refusing(429, { "retry-after": "3600" }), whole]);
      for (const requests of [1, 1]) {
        const last = (await ask(laws)).at(-1);
        expect([last?.type === "error" ? last.error.code : last?.type, laws.requests()]).to.deep.equal(["rate-limit", requests]);
      }
      await laws.clock.sleep(3_600_000, new AbortController().signal);
      expect((await ask(laws)).at(-1)?.type).to.equal("finish");
    });

    if (vendor.exhausted !== undefined) {
      it("waits where the vendor says that nothing is left of a limit", async () => {
        const laws = underLaws(vendor, [{ ...whole, headers: vendor.exhausted?.() ?? {} }, whole]);
        await ask(laws);
        expect((await ask(laws)).at(0)).to.include({ type: "retry", attempt: 0 });
        expect(laws.clock.slept[0]).to.be.within(1, 20_000);
      });
    }

    it("spares a model that has failed three times in a row, and asks it again by and by", async () => {
      const bad = Array.from({ length: 12 }, () => refusing(503));
      const laws = underLaws(vendor, [...bad, whole]);
      for (let request = 0; request < 3; request++) await ask(laws);
      expect(laws.requests()).to.equal(12);
      const [spared] = await ask(laws);
      expect(spared?.type === "error" ? spared.error.message : "").to.match(/^Not asked: 3 requests in a row/);
      expect(laws.requests()).to.equal(12);
      await laws.clock.sleep(30_000, new AbortController().signal);
      expect((await ask(laws)).at(-1)?.type).to.equal("finish");
    });
  });
}
