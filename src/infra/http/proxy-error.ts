import { AinError } from "@ainative-code/sdk";
import { networkError } from "./network-error.ts";
import { shownProxy } from "./proxy-settings.ts";

const whereItIsSet = "The proxy is set in network.proxy or in HTTPS_PROXY / HTTP_PROXY / ALL_PROXY";

/** What went wrong before a proxy had passed the request on. Names the proxy without its credentials. */
export function proxyError(thrown: unknown, proxy: URL, target: URL): AinError {
  const status = thrown instanceof Error ? /^Bad response: (\d{3})$/.exec(thrown.message)?.[1] : undefined;
  if (status !== undefined) return proxyRefusal(Number(status), proxy, target);
  const { message, vendorCode, retryable, cause } = networkError(thrown, proxy);
  return new AinError("network", `The proxy ${shownProxy(proxy)} can't be used: ${message}`, {
    vendorCode,
    retryable,
    cause,
    actions: [whereItIsSet, "A host that needs no proxy goes into NO_PROXY"],
  });
}

/** What a proxy says by a status of its own: 407 is `auth`, another 4xx a `network` error that stays, 5xx one that may pass. */
export function proxyRefusal(status: number, proxy: URL, target: URL): AinError {
  const name = shownProxy(proxy);
  if (status === 407) {
    const known = proxy.username !== "";
    const given = known ? "does not accept the user name and password it was given" : "wants a user name and a password";
    return new AinError("auth", `The proxy ${name} ${given} (407).`, {
      status,
      actions: ["Write them into its address: http://USER:PASSWORD@HOST:PORT", whereItIsSet],
    });
  }
  return new AinError("network", `The proxy ${name} refuses a connection to ${target.host} (${status}).`, {
    status,
    retryable: status >= 500,
    actions: [
      status >= 500 ? "Try again; the proxy itself may not reach that host" : "Ask whoever runs the proxy to allow that host",
      whereItIsSet,
    ],
  });
}
