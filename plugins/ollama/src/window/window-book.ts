/** What this process knows of the windows of one model at one server. */
export interface WindowState {
  /** The `num_ctx` last sent, or the one it was found loaded with: the next is not smaller. */
  readonly sent: number | undefined;
  /** `sent` has been compared with what the server really gave. */
  readonly checked: boolean;
  /** The server gave less than was asked for: it has no more. */
  readonly most: number | undefined;
  /** Tokens that were counted for one that was estimated, in the last answer. */
  readonly scale: number;
}

const unknown: WindowState = { sent: undefined, checked: false, most: undefined, scale: 1 };

/** The windows in use, by server and model, while this process runs. */
export class WindowBook {
  readonly #states = new Map<string, WindowState>();

  /** Whether anything is known of it yet. */
  has(place: string): boolean {
    return this.#states.has(place);
  }

  at(place: string): WindowState {
    return this.#states.get(place) ?? unknown;
  }

  note(place: string, news: Partial<WindowState>): void {
    this.#states.set(place, { ...this.at(place), ...news });
  }
}
