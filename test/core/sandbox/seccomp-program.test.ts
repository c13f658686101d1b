import { expect } from "chai";
import { seccompProgram } from "../../../src/core/sandbox/seccomp-program.ts";

interface Call {
  readonly number: number;
  readonly first?: number;
  readonly second?: number;
  readonly machine?: number;
}

/** Runs the filter as the kernel does: what it answers to one call. */
function answer(program: Uint8Array, { number, first = 0, second = 0, machine = 0xc000003e }: Call): number {
  const view = new DataView(program.buffer);
  const data: Readonly<Record<number, number>> = { 0: number, 4: machine, 16: first, 24: second };
  let loaded = 0;
  for (let at = 0; at < program.length / 8; at += 1) {
    const [operation, value] = [view.getUint16(at * 8, true), view.getUint32(at * 8 + 4, true)];
    const jumps = (holds: boolean): number => view.getUint8(at * 8 + (holds ? 2 : 3));
    if (operation === 0x06) return value;
    if (operation === 0x20) loaded = data[value] ?? 0;
    else if (operation === 0x15) at += jumps(loaded === value);
    else if (operation === 0x35) at += jumps(loaded >= value);
    else if (operation === 0x45) at += jumps((loaded & value) !== 0);
    else throw new Error(`operation ${String(operation)}`);
  }
  throw new Error("it ran off the end");
}

const [allowed, refused, missing, killed] = [0x7fff0000, 0x00050001, 0x00050026, 0x80000000];

describe("the filter of system calls", () => {
  const program = seccompProgram("x64") ?? new Uint8Array();
  const on = (call: Call): number => answer(program, call);

  it("refuses sockets of the file system and of a virtual machine's host, and lets those of the network be made", () => {
    expect([1, 40, 2, 10].map((first) => on({ number: 41, first }))).to.deep.equal([refused, refused, allowed, allowed]);
  });

  it("refuses new namespaces by every way, and lets processes and threads be started", () => {
    const [newUser, newMounts, thread] = [0x10000000, 0x00020000, 0x003d0f00];
    for (const first of [newUser, newMounts]) expect([on({ number: 56, first }), on({ number: 272, first })]).to.deep.equal([refused, refused]);
    expect([on({ number: 56, first: thread }), on({ number: 56, first: 17 }), on({ number: 435 })]).to.deep.equal([allowed, allowed, missing]);
  });

  it("refuses mounts, keyrings, rings and typing into a terminal", () => {
    for (const number of [165, 166, 155, 428, 442, 250, 425, 308]) expect(on({ number }), String(number)).to.equal(refused);
    expect([on({ number: 16, second: 0x5412 }), on({ number: 16, second: 0x541c }), on({ number: 16, second: 0x5413 })]).to.deep.equal([refused, refused, allowed]);
  });

  it("refuses calls of other machines and numberings", () => {
    expect([on({ number: 41, machine: 0x40000003 }), on({ number: 0x40000000 + 41 })]).to.deep.equal([killed, refused]);
  });

  it("lets all else through", () => {
    for (const number of [0, 1, 2, 59, 61, 257, 262]) expect(on({ number }), String(number)).to.equal(allowed);
  });

  it("knows the other machine's numbers, and owns up where it knows none", () => {
    const arm = seccompProgram("arm64") ?? new Uint8Array();
    expect([answer(arm, { number: 198, first: 1, machine: 0xc00000b7 }), answer(arm, { number: 63, machine: 0xc00000b7 })]).to.deep.equal([refused, allowed]);
    expect(seccompProgram("riscv64")).to.equal(undefined);
  });
});
