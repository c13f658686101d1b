import { AinError } from "@ainative-code/sdk";

/** The port Ollama listens at. */
const ollamaPort = 11434;

/**
 * The base URL, without a slash at its end, of what `OLLAMA_HOST` may hold: nothing, `host`, `host:port`, `:port`, an
 * address, a URL, each with a path. Only without a scheme the port is 11434 where none is named, as Ollama's own
 * programs have it; an address that means "every interface" to a server means this machine to us. Throws
 * `not-configured` for anything else.
 */
export function serverUrlOf(text: string): string {
  const written = text.trim().replaceAll(/^["']|["']$/g, "");
  if (written === "") return `http://127.0.0.1:${ollamaPort}`;
  if (/^ollama\.com\/?$/i.test(written)) return "https://ollama.com";
  const url = written.includes("://") ? URL.parse(written) : bareUrl(written);
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === "") throw notAHost(text);
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  if (url.hostname === "[::]") url.hostname = "[::1]";
  return (url.origin + url.pathname).replace(/\/+$/, "");
}

function bareUrl(written: string): URL | null {
  const slash = written.indexOf("/");
  const place = slash === -1 ? written : written.slice(0, slash);
  const path = slash === -1 ? "" : written.slice(slash);
  const isBareIPv6 = /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(place);
  const host = isBareIPv6 ? `[${place}]` : place.replace(/^:/, "127.0.0.1:");
  return URL.parse(`http://${/:\d+$/.test(host) ? host : `${host}:${ollamaPort}`}${path}`);
}

function notAHost(text: string): AinError {
  return new AinError("not-configured", `The host of Ollama can't be read: ${text}`, {
    actions: [
      "Set it: ainative-code config set plugins.ollama.host 127.0.0.1:11434",
      "Or correct OLLAMA_HOST: host, host:port, :port or a URL.",
    ],
  });
}
