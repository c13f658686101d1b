import { AinError, isAinError } from "@ainative-code/sdk";
import { isLoopback, plainHost } from "../../core/plugins/url-host.ts";
import { redactShapes } from "../../core/events/secret-shapes.ts";
import { certificateError } from "./certificate-error.ts";

/** The connection went away; in the words of Node and of got. */
const broken: ReadonlySet<string> = new Set([
  "ECONNRESET",
  "EPIPE",
  "ECONNABORTED",
  "ERR_STREAM_PREMATURE_CLOSE",
  "ERR_HTTP_CONTENT_LENGTH_MISMATCH",
]);

const checkAddress = "Check the network connection and the base URL";

/** An error of Node's network stack as a sentence about the host that was asked. `midAnswer`: its head had come already. */
export function networkError(thrown: unknown, target: URL, midAnswer = false): AinError {
  if (isAinError(thrown)) return thrown;
  const { code, address, message } = facts(thrown);
  const host = target.host;
  const told = certificateError(code, host, message, thrown) ?? unreachable(code, host, address, target, thrown);
  if (told !== undefined) return told;
  if (broken.has(code)) {
    const moment = midAnswer ? "in the middle of its answer" : "before it answered";
    return toldOf(`${host} closed the connection ${moment}.`, "ECONNRESET", thrown, ["Try again"]);
  }
  if (code.startsWith("HPE_") || code.startsWith("Z_") || code.startsWith("ERR_BROTLI") || code.startsWith("ERR__ERROR")) {
    return new AinError("protocol", `${host} sent an answer that can't be read (${code}).`, {
      vendorCode: code,
      retryable: !code.endsWith("OVERFLOW"),
      actions: ["Check that the base URL is that of the service", "Check whether a proxy changes its answers"],
      cause: thrown,
    });
  }
  return toldOf(`The request to ${host} failed: ${redactShapes(message)}.`, code || undefined, thrown, [checkAddress]);
}

function unreachable(code: string, host: string, address: string, target: URL, cause: unknown): AinError | undefined {
  switch (code) {
    case "ENOTFOUND":
      return new AinError("network", `Could not find the host ${target.hostname}.`, {
        vendorCode: code,
        retryable: false,
        actions: [checkAddress],
        cause,
      });
    case "EAI_AGAIN":
      return toldOf(`Could not look up the host ${target.hostname}: no name server answers.`, code, cause, [checkAddress]);
    case "ECONNREFUSED":
      return new AinError("network", `Nothing listens at ${address || host} (connection refused).`, {
        vendorCode: code,
        retryable: !isLoopback(plainHost(target.hostname)),
        actions: ["Start that server, or correct the base URL"],
        cause,
      });
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ENETDOWN":
    case "EADDRNOTAVAIL":
      return toldOf(`${host} can't be reached (${code}).`, code, cause, [checkAddress, "Behind a proxy, set HTTPS_PROXY"]);
    default:
      return undefined;
  }
}

function toldOf(sentence: string, vendorCode: string | undefined, cause: unknown, actions: readonly string[]): AinError {
  return new AinError("network", sentence, { vendorCode, cause, actions });
}

/** `code` and `address:port` of a Node error; of the first one where several addresses were tried. */
function facts(thrown: unknown): { readonly code: string; readonly address: string; readonly message: string } {
  const error: unknown = thrown instanceof AggregateError && thrown.errors.length > 0 ? thrown.errors.at(-1) : thrown;
  if (!(error instanceof Error)) return { code: "", address: "", message: String(error) };
  const text = (name: string): string => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  const address = text("address");
  const shown = address.includes(":") ? `[${address}]` : address;
  return { code: text("code"), address: shown === "" ? "" : `${shown}:${text("port")}`, message: error.message };
}
