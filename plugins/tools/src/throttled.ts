/** Passes text on in larger pieces. */
export interface Throttled {
  add(text: string): void;
  /** Passes on what is left. Nothing comes afterwards. */
  stop(): void;
}

/** Milliseconds between two pieces: more often nobody can read it. */
const interval = 50;
/** Characters of a piece; of a flood only its end is of interest. */
const maxLength = 4096;

export function throttled(pass: (text: string) => void): Throttled {
  let waiting = "";
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    timer = undefined;
    if (waiting !== "") pass(waiting);
    waiting = "";
  };
  return {
    add(text) {
      waiting = (waiting + text).slice(-maxLength);
      timer ??= setTimeout(flush, interval);
    },
    stop() {
      clearTimeout(timer);
      flush();
    },
  };
}
