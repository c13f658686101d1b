/** Where a face writes. */
export interface Output {
  /** The answer: what a script reads. */
  stdout(text: string): void;
  /** What goes on meanwhile: for a person. */
  stderr(text: string): void;
}

/**
 * Gathers writes and hands them on together, once per turn of the event loop or when 16 KiB have come: a stream of
 * tokens costs one system call per network packet and not one per token.
 */
export function gathering(write: (text: string) => void): { write(text: string): void; flush(): void } {
  let pending = "";
  let scheduled = false;
  const flush = (): void => {
    scheduled = false;
    if (pending === "") return;
    const text = pending;
    pending = "";
    write(text);
  };
  return {
    write(text) {
      pending += text;
      if (pending.length > 16_384) flush();
      else if (!scheduled) {
        scheduled = true;
        setImmediate(flush);
      }
    },
    flush,
  };
}
