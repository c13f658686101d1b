import { UnauthorizedError } from "@modelcontextprotocol/sdk/client/auth.js";
import { SseError } from "@modelcontextprotocol/sdk/client/sse.js";
import { StreamableHTTPError } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { McpError } from "@modelcontextprotocol/sdk/types.js";
import { AinError, isAinError } from "@ainative-code/sdk";
import { cleanText } from "../../core/mcp/clean-text.ts";

/** The numbers of the protocol's library: they never come from a server. */
const requestTimeout = -32001;
const connectionClosed = -32000;

/** What went wrong with a request to a server, as an error of ours that names it. */
export function requestError(thrown: unknown, server: string, signal: AbortSignal): AinError {
  if (signal.aborted) {
    return new AinError("cancelled", `The request to the MCP server ${server} was cancelled.`, { cause: thrown });
  }
  if (isAinError(thrown)) return thrown;
  if (thrown instanceof UnauthorizedError) return loginNeeded(server, thrown);
  if (thrown instanceof StreamableHTTPError || thrown instanceof SseError) return ofStatus(thrown.code ?? 0, thrown, server);
  if (thrown instanceof McpError) return ofCode(thrown, server);
  const said = cleanText(thrown instanceof Error ? thrown.message : String(thrown), 500);
  return new AinError("protocol", `The MCP server ${server} did not answer as it should: ${said}`, { cause: thrown });
}

function loginNeeded(server: string, cause: unknown): AinError {
  return new AinError("auth", `The MCP server ${server} wants a login.`, {
    actions: [`Log in: ainative-code mcp login ${server}`],
    cause,
  });
}

function ofStatus(status: number, cause: Error, server: string): AinError {
  if (status === 401) return loginNeeded(server, cause);
  const options = { cause, ...(status > 0 ? { status } : {}) };
  const said = `The MCP server ${server} answered with status ${status}: ${cleanText(cause.message, 300)}`;
  if (status === 403) return new AinError("forbidden", said, options);
  if (status === 404 || status === 400) return new AinError("network", said, options);
  return new AinError(status >= 500 ? "server" : "protocol", said, options);
}

function ofCode(thrown: McpError, server: string): AinError {
  const code: number = thrown.code;
  if (code === requestTimeout) {
    return new AinError("timeout", `The MCP server ${server} did not answer in time.`, {
      actions: [`Give it more time: timeoutMs in the settings of ${server}`],
      cause: thrown,
    });
  }
  if (code === connectionClosed) {
    return new AinError("network", `The MCP server ${server} has ended the connection.`, { cause: thrown });
  }
  const said = cleanText(thrown.message.replace(/^MCP error -?\d+: /, ""), 2000);
  return new AinError("server", `The MCP server ${server} answered with an error: ${said}`, {
    vendorCode: String(code),
    cause: thrown,
  });
}
