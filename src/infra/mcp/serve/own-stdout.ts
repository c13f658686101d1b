import { once } from "node:events";

export interface OwnStdout {
  /** Resolves when the reader keeps up. */
  write(text: string): Promise<void>;
  /** Gives standard output back to everybody. */
  release(): void;
}

/** Takes standard output for the protocol alone: what others print there from now on comes out on standard error. */
export function ownStdout(): OwnStdout {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  Object.defineProperty(stdout, "write", { value: stderr.write.bind(stderr), configurable: true, writable: true });
  return {
    async write(text) {
      if (!write(text) && !stdout.destroyed) {
        await Promise.race([once(stdout, "drain"), once(stdout, "close")]).catch(() => undefined);
      }
    },
    release: () => void Object.defineProperty(stdout, "write", { value: write, configurable: true, writable: true }),
  };
}
