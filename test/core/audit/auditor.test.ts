import { AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import type { AuditLog, TimedEvent } from "../../../src/core/audit/audit-log.ts";
import { Auditor } from "../../../src/core/audit/auditor.ts";
import { createRedactor } from "../../../src/core/events/redact.ts";
import { fakeClock } from "../fake-clock.ts";

/** A log in memory, whose writes the test lets through one by one. */
function slowLog(): { readonly log: AuditLog; readonly writes: (readonly TimedEvent[])[]; readonly release: () => void; failure: Error | undefined } {
  let release = (): void => undefined;
  const made = {
    writes: [] as (readonly TimedEvent[])[],
    failure: undefined as Error | undefined,
    release: () => {
      release();
    },
    log: {
      append: async (events: readonly TimedEvent[]) => {
        made.writes.push(events);
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        if (made.failure !== undefined) throw made.failure;
      },
      list: async () => [],
      page: async () => [],
      head: async () => undefined,
    },
  };
  return made;
}

const event = (step: number) => ({ kind: "tool" as const, actor: "model", detail: { step } });
const steps = (writes: readonly (readonly TimedEvent[])[]): unknown[][] => writes.map((write) => write.map(({ detail }) => detail["step"]));

describe("the auditor", () => {
  it("keeps what comes before the log is open, and puts what comes during a write into the next", async () => {
    const slow = slowLog();
    let pending = 0;
    const auditor = new Auditor({
      open: async () => slow.log,
      clock: fakeClock(0),
      redactor: createRedactor(),
      onPending: () => void pending++,
      later: (task) => task(),
      onProblem: () => expect.fail("nothing went wrong"),
    });
    auditor.record(event(1));
    auditor.record(event(2));
    expect([pending > 0, slow.writes.length]).to.deep.equal([true, 0]);
    auditor.opened(slow.log, Promise.resolve());
    await Promise.resolve();
    auditor.record(event(3));
    auditor.record(event(4));
    expect(steps(slow.writes)).to.deep.equal([[1, 2]]);
    slow.release();
    while (slow.writes.length < 2) await Promise.resolve();
    slow.release();
    await auditor.close();
    expect(steps(slow.writes)).to.deep.equal([[1, 2], [3, 4]]);
    expect(slow.writes[0]?.[0]?.at).to.equal("1970-01-01T00:00:00.000Z");
  });

  it("writes no secret, also one that it learned of later", async () => {
    const slow = slowLog();
    const redactor = createRedactor();
    const auditor = new Auditor({ open: async () => slow.log, clock: fakeClock(), redactor, onPending: () => undefined, later: (task) => task(), onProblem: () => undefined });
    auditor.record({ kind: "tool", actor: "model", detail: { command: "curl -H 'x-api-key: hunter2-hunter2' sk-abcdefghijklmnop1234", token: "t" } });
    redactor.register("hunter2-hunter2");
    const done = auditor.flush();
    await new Promise((resolve) => setImmediate(resolve));
    slow.release();
    await done;
    expect(JSON.stringify(slow.writes)).to.not.match(/hunter2|sk-abc|"t"/);
  });

  it("tells a failure once, and lets nobody feel it", async () => {
    const slow = slowLog();
    const problems: AinError[] = [];
    const open = async (): Promise<AuditLog> => {
      throw new AinError("storage", "The disk is full.");
    };
    const auditor = new Auditor({ open, clock: fakeClock(), redactor: createRedactor(), onPending: () => undefined, later: (task) => task(), onProblem: (one) => problems.push(one) });
    auditor.record(event(1));
    await auditor.flush();
    auditor.record(event(2));
    await auditor.close();
    expect(problems.map(({ message }) => message)).to.deep.equal(["The disk is full."]);
    expect(slow.writes).to.deep.equal([]);
  });

  it("opens nothing where there is nothing to write", async () => {
    const open = async (): Promise<AuditLog> => expect.fail("it was opened");
    await new Auditor({ open, clock: fakeClock(), redactor: createRedactor(), onPending: () => undefined, later: (task) => task(), onProblem: () => undefined }).close();
  });
});
