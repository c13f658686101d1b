export interface Choice<T> {
  readonly name: string;
  readonly value: T;
  /** Told while it is marked. */
  readonly description?: string;
  /** Shown under the description as it is, escape sequences too: never a foreign text. */
  readonly sample?: string | undefined;
}

/** Asks a person, one question at a time. Whoever leaves a question throws `cancelled`. */
export interface Questions {
  /** One of some; `preset` is marked first. */
  choose<T>(message: string, choices: readonly Choice<T>[], preset?: T): Promise<T>;
  /** Any number of some, none of them too, in their order. */
  chooseSome<T>(message: string, choices: readonly Choice<T>[]): Promise<readonly T[]>;
  /** One of many, found by typing; what is typed may be taken as it is. */
  search(message: string, choices: readonly Choice<string>[], preset: string | undefined): Promise<string>;
  /** A line of text; `check` gives what is wrong with one. */
  text(message: string, preset: string, check: (text: string) => string | undefined): Promise<string>;
  /** A text that is not shown while it is typed; empty only where it may be. */
  hidden(message: string, mayBeEmpty?: boolean): Promise<string>;
  confirm(message: string, preset: boolean): Promise<boolean>;
  /** Tells something between two questions. */
  tell(text: string): void;
}
