/** Numbers of system calls, from the kernel's tables (`asm/unistd_64.h`, `asm-generic/unistd.h`). */
interface Calls {
  /** `AUDIT_ARCH_*` of `linux/audit.h`. */
  readonly machine: number;
  readonly socket: number;
  readonly ioctl: number;
  readonly clone: number;
  readonly clone3: number;
  readonly unshare: number;
  /** Refused whatever their arguments are. */
  readonly refused: readonly number[];
}

/** Mounts and namespaces, the kernel's keyrings, rings of calls that pass this filter by, traces of the kernel. */
const newMounts = [428, 429, 430, 431, 432, 433, 442];
const rings = [425, 426, 427];

const x64: Calls = {
  machine: 0xc000003e,
  socket: 41, ioctl: 16, clone: 56, clone3: 435, unshare: 272,
  // mount umount2 pivot_root setns add_key request_key keyctl bpf perf_event_open userfaultfd kexec_load open_by_handle_at
  refused: [165, 166, 155, 308, 248, 249, 250, 321, 298, 323, 246, 304, ...newMounts, ...rings],
};

const arm64: Calls = {
  machine: 0xc00000b7,
  socket: 198, ioctl: 29, clone: 220, clone3: 435, unshare: 97,
  refused: [40, 39, 41, 268, 217, 218, 219, 280, 241, 282, 104, 265, ...newMounts, ...rings],
};

/** Bits of `CLONE_NEW*`: all namespaces but that of time, whose bit means something else to `clone`. */
const newNamespaces = 0x7e020000;
/**
 * Families of sockets that a network namespace does not hold back: those of the file system, and of a virtual machine to
 * its host.
 */
const [unix, machineToHost] = [1, 40];
const [pushChar, consoleCall] = [0x5412, 0x541c];
const [eperm, enosys] = [1, 38];
const [allow, kill, fail] = [0x7fff0000, 0x80000000, 0x00050000];
/** x32 calls are those of x64 with this bit, and would pass under other numbers. */
const x32 = 0x40000000;

/** Operations of classic BPF, `linux/bpf_common.h`. */
const [load, ifEqual, ifAtLeast, ifAny, give] = [0x20, 0x15, 0x35, 0x45, 0x06];
const [atNumber, atMachine, atFirst, atSecond] = [0, 4, 16, 24];

type Step = readonly [operation: number, whenTrue: number, whenFalse: number, value: number];

/**
 * The filter of system calls, as the kernel reads it: no sockets of the file system, which reach daemons and agents
 * behind the fence, no new namespaces or mounts, which would take it down, no keyrings, no typing into a terminal.
 * `undefined` where the numbers of the calls are not known. `arch` as `process.arch`.
 */
export function seccompProgram(arch: string): Uint8Array | undefined {
  const calls = arch === "x64" ? x64 : arch === "arm64" ? arm64 : undefined;
  if (calls === undefined) return undefined;
  const steps: readonly Step[] = [
    [load, 0, 0, atMachine],
    [ifEqual, 1, 0, calls.machine],
    [give, 0, 0, kill],
    [load, 0, 0, atNumber],
    ...(arch === "x64" ? ([[ifAtLeast, 0, 1, x32], [give, 0, 0, fail | eperm]] as const) : []),
    ...calls.refused.flatMap((call) => refuse(call, eperm)),
    ...refuse(calls.clone3, enosys),
    ...refuseWhen(calls.socket, [ifEqual, unix], atFirst),
    ...refuseWhen(calls.socket, [ifEqual, machineToHost], atFirst),
    ...refuseWhen(calls.clone, [ifAny, newNamespaces], atFirst),
    ...refuseWhen(calls.unshare, [ifAny, newNamespaces | 0x80], atFirst),
    ...refuseWhen(calls.ioctl, [ifEqual, pushChar], atSecond),
    ...refuseWhen(calls.ioctl, [ifEqual, consoleCall], atSecond),
    [give, 0, 0, allow],
  ];
  return bytesOf(steps);
}

function refuse(call: number, error: number): readonly Step[] {
  return [[ifEqual, 0, 1, call], [give, 0, 0, fail | error]];
}

/** Looks at the low half of an argument; the kernel looks at no more of these. The number is loaded again afterwards. */
function refuseWhen(call: number, [operation, value]: readonly [number, number], argument: number): readonly Step[] {
  return [
    [ifEqual, 0, 4, call],
    [load, 0, 0, argument],
    [operation, 0, 1, value],
    [give, 0, 0, fail | eperm],
    [load, 0, 0, atNumber],
  ];
}

/** `struct sock_filter`: 16 bits, twice 8, 32; both machines are little-endian. */
function bytesOf(steps: readonly Step[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(steps.length * 8));
  steps.forEach(([operation, whenTrue, whenFalse, value], index) => {
    view.setUint16(index * 8, operation, true);
    view.setUint8(index * 8 + 2, whenTrue);
    view.setUint8(index * 8 + 3, whenFalse);
    view.setUint32(index * 8 + 4, value, true);
  });
  return new Uint8Array(view.buffer);
}
