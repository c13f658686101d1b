/** What a file was when it was looked at. */
export interface FileInfo {
  readonly kind: "file" | "directory" | "other";
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  /** Permission bits, for example 0o644. */
  readonly mode: number;
}

/** Which part of a tree is walked, and what of it is told. */
export interface WalkOptions {
  /** Folder to start in; the working directory if left out. */
  readonly root?: string;
  /** Do not leave out what `.gitignore` files name. `.git` itself is always left out. */
  readonly includeIgnored?: boolean;
  /** Levels of folders to look into; all if left out. Hosts that are older look into all. */
  readonly depth?: number;
  /** Tell of folders too, with `/` at their end, each before what is in it. Hosts that are older do not. */
  readonly folders?: boolean;
  /**
   * Only files with one of these texts in them matter: non-empty, ASCII, in one line each. A hint by which a host may be
   * faster; it tells of others as well where it pleases.
   */
  readonly holding?: { readonly texts: readonly string[]; readonly ignoreCase: boolean };
}

/** How a file is read. */
export interface ReadOptions {
  /** Default 50 MiB. */
  readonly maxBytes?: number;
  /** For looking only, as a search does: the file does not count as read before a later `write`. */
  readonly glance?: boolean;
  /** Called where the file does not hold what it held when it was last read or written in this session. */
  readonly onChanged?: () => void;
}

/** What a file is held against before it is written. */
export interface WriteOptions {
  /** The bytes the new ones were made from: the file must still hold exactly them, whatever was read before. */
  readonly replacing?: Uint8Array;
}

/** One file as it shall be. */
export interface FileChange {
  readonly path: string;
  /** All of its new content; `undefined`: the file is removed. */
  readonly bytes: Uint8Array | undefined;
  /** The bytes the change was made from: the file must still hold exactly them. `undefined`: there must be no file. */
  readonly replacing: Uint8Array | undefined;
  /** The path of the file whose mode a new one gets. */
  readonly movedFrom?: string;
}

/**
 * The files a tool call may reach: the working directory and what the user allowed for this call, symlinks resolved.
 * Paths are absolute or relative to the working directory. Everything else is refused with `permission-denied`.
 */
export interface Files {
  /** The absolute path with every symlink resolved; for a file that does not exist yet, that of its nearest folder. */
  resolve(path: string): Promise<string>;
  /** `undefined` where nothing is. */
  info(path: string): Promise<FileInfo | undefined>;
  /** Throws `invalid-input` for a folder, a missing file, or one larger than `maxBytes`. */
  read(path: string, options?: ReadOptions): Promise<Uint8Array>;
  /**
   * Writes the whole file or nothing: a temporary file beside it, then a rename. Folders are made, the mode of an
   * existing file is kept, a symlink is followed. Refused with `stale-state` where the file exists and was not read
   * before, or has changed since: read it first.
   */
  write(path: string, bytes: Uint8Array, options?: WriteOptions): Promise<void>;
  /**
   * Makes all changes or none, each as `write` does: everything is written beside its place and checked before the first
   * file is replaced, and a failure after that puts back what was. A path may occur once. Missing in hosts that are older.
   */
  change?(changes: readonly FileChange[]): Promise<void>;
  /** Names of a folder's entries, sorted; folders end with `/`. */
  list(path: string): Promise<readonly string[]>;
  /** Paths of files below a folder, relative to the working directory, `/` between names, sorted folder by folder. */
  walk(options?: WalkOptions): AsyncIterable<string>;
}

/** A command line, and how long and with how much output it may run. */
export interface RunOptions {
  /** The command line, for the user's shell. */
  readonly command: string;
  /** Default: the working directory. */
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds; default 30,000. At the limit the whole process group is ended. */
  readonly timeoutMs?: number;
  /** Bytes of output kept: the first and the last half. Default 64 KiB. */
  readonly maxOutputBytes?: number;
  /** Gets the output as it comes. */
  readonly onOutput?: (text: string) => void;
}

/** How a command ended, and what it wrote. */
export interface RunResult {
  /** `undefined` where a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly timedOut: boolean;
  /** Processes were still running in the background when the command was done, and have been ended. */
  readonly backgroundEnded?: boolean;
  /** stdout and stderr in the order they came; the middle replaced by a note where it was longer than the bound. */
  readonly output: string;
  /** Bytes the process wrote in all. */
  readonly outputBytes: number;
  readonly durationMs: number;
  /** One line for the model: the fence around commands stopped this one by all appearance, and how to ask for more. */
  readonly stoppedByFence?: string;
}

/** A command line that runs beside the calls of its session and ends with it at the latest. */
export interface BackgroundShell {
  readonly id: string;
  readonly command: string;
  readonly running: boolean;
  /** Of one that has ended by itself or was ended. */
  readonly exitCode?: number;
  /** The signal that ended it. */
  readonly signal?: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

/** What a shell wrote since it was last looked at. */
export interface BackgroundOutput {
  readonly shell: BackgroundShell;
  /** The middle replaced by a note where it was longer than 64 KiB. */
  readonly output: string;
  readonly outputBytes: number;
}

/** The background shells of a session. A shell that is not there is `invalid-input`. */
export interface BackgroundShells {
  /** Resolves when it runs. Throws as `Processes.run` does, and `invalid-input` where too many run already. */
  start(options: Pick<RunOptions, "command" | "cwd" | "env">): Promise<BackgroundShell>;
  /** `waitMs`: how long to wait for output, or the end, where there is nothing new; not at all if left out. */
  read(id: string, options?: { readonly waitMs?: number }): Promise<BackgroundOutput>;
  /** Resolves when it and everything it started has ended. */
  stop(id: string): Promise<BackgroundShell>;
  /** Those that run and the last that have ended, oldest first. */
  list(): readonly BackgroundShell[];
}

/** Command lines on the machine of the person, in the sandbox where there is one. */
export interface Processes {
  /**
   * Runs a command line and waits for it. Ends with its whole process group on time-out and abort (then it throws
   * `cancelled`); a command that can't be started throws `invalid-input`.
   */
  run(options: RunOptions): Promise<RunResult>;
  /** Missing in hosts that are older, and where nothing outlives a call. */
  readonly background?: BackgroundShells;
}
