/** What the user has decided about one folder and all below it. Kept with the user, never in the folder. */
export interface ProjectRecord {
  /** Permission rules that were granted for good. */
  readonly allow: readonly string[];
  /** When its files were trusted to set up this program; ISO 8601, UTC. */
  readonly trustedAt?: string;
  /** Tells the hooks in its file that were trusted from any others. */
  readonly hooks?: string;
  /** Tell the MCP servers of its `.mcp.json` that were trusted from any others. */
  readonly servers?: readonly string[];
}

/** The folders the user has decided about. */
export interface ProjectBook {
  /** Folders are absolute, symlinks resolved. Throws `storage`. */
  all(): readonly { readonly folder: string; readonly record: ProjectRecord }[];
  /** Writes what `change` makes of the record as it is on disk now. Throws `storage`. */
  change(folder: string, change: (record: ProjectRecord) => ProjectRecord): Promise<void>;
}
