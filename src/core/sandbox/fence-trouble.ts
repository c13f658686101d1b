/** What programs say when they meet the fence. */
const network =
  /Network is unreachable|Temporary failure in name resolution|Could not resolve host|Name or service not known|EAI_AGAIN|ENETUNREACH|ENOTFOUND|blocked-by-allowlist|nodename nor servname|ECONNREFUSED|Connection refused|Failed to connect to/;
const writing = /Read-only file system|EROFS|Device or resource busy|EBUSY/;
const sandbox = /^bwrap: /m;

export interface EndedCommand {
  readonly exitCode: number | undefined;
  readonly output: string;
}

/** One line for the model where a fenced command that failed has met the fence by all appearance. */
export function fenceTrouble({ exitCode, output }: EndedCommand): string | undefined {
  if (exitCode === 0) return undefined;
  if (sandbox.test(output)) return `the sandbox could not be set up for this command; ${asking}`;
  if (network.test(output)) {
    return `the sandbox stopped it: there is no network inside, nor this machine's own servers, beyond what the user's settings allow; if it needs more, ${asking}`;
  }
  if (writing.test(output)) {
    return `the sandbox stopped it: only the working directory and /tmp are writable inside, and not .git/hooks, .git/config, .mcp.json, .ainative-code, .claude and .agents; if it needs more, ${asking}`;
  }
  return undefined;
}

const asking = "ask for it by running it again with `unfenced` and your reason";
