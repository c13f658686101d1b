/** What a fenced command may do; every path absolute, symlinks resolved. */
export interface FenceProfile {
  /** Folders it may write to; the working directory is the first. */
  readonly writable: readonly string[];
  /** Folder of the session that stands at `/tmp` inside. */
  readonly temp: string;
  /** Files and folders it can't read. */
  readonly hidden: readonly string[];
  /** Files and folders it can't write to although they are in a writable one; they need not exist. */
  readonly kept: readonly string[];
  /** What stays readable although it lies below the real `/tmp`: the home folder, folders of programs. */
  readonly visible: readonly string[];
  /** Home folders. Where one lies in a writable folder, or is it, only what it shows is writable: names that begin with a dot, and new ones, are not. */
  readonly homes?: readonly string[];
  /** Hosts it may reach; none is no network. */
  readonly domains: readonly string[];
}

/** A program to start in place of another one, which it starts behind the fence. */
export interface FencedStart {
  readonly file: string;
  readonly args: readonly string[];
  /** Added to the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** File that the program takes, open for reading, as its descriptor 3. */
  readonly third?: string;
  /** To be called once it has ended. Never throws. */
  readonly done: () => void;
}

export interface WrapOptions {
  /** Absolute, inside. */
  readonly cwd: string;
  /** The program ends with whoever starts it, at once and with all it started: for servers. */
  readonly untilParentEnds?: boolean;
  /** It has the machine's network; for servers that the user has set up. */
  readonly network?: boolean;
  /** Folders that this one may write to besides; absolute. */
  readonly writable?: readonly string[];
  /** What this one sees besides of the real `/tmp`; absolute. */
  readonly visible?: readonly string[];
}

/** What separates a program from the rest of the machine. */
export interface Fence {
  readonly kind: "bubblewrap" | "library" | "seatbelt";
  /** Throws `AinError` where nothing can be fenced any more. */
  wrap(argv: readonly string[], options: WrapOptions): Promise<FencedStart>;
  /** Removes what it made. Never throws. */
  close(): Promise<void>;
}

/** Why there is no fence, and what would help. */
export interface NoFence {
  readonly missing: string;
  readonly actions: readonly string[];
}
