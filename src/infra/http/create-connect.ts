import { connect as connectPlain, isIP, type LookupFunction, type Socket } from "node:net";
import { connect as connectTls, getCACertificates } from "node:tls";
import { AinError, type ConnectOptions, type HostConnect, type HostConnection, type Log } from "@ainative-code/sdk";
import { listOfOne } from "../../core/config/list-of-one.ts";
import type { ConnectDecision } from "../../core/plugins/connect-rule.ts";
import { abortError } from "./abort-error.ts";
import { seconds } from "./await-head.ts";
import { networkError } from "./network-error.ts";
import { socketConnection } from "./socket-connection.ts";

export interface ConnectContext {
  /** The package name, for errors. */
  readonly plugin: string;
  readonly rule: (address: string) => ConnectDecision;
  readonly log: Log;
  /** Certificates (PEM) to trust besides those of Node and NODE_EXTRA_CA_CERTS. */
  readonly ca?: string | undefined;
  /** In place of the system's name resolution. */
  readonly lookup?: LookupFunction;
}

type Allowed = Extract<ConnectDecision, { readonly allowed: true }>;

const defaultTimeoutMs = 10_000;

/** The `connect` of one plugin: keeps the promises of `HostConnect`. It goes straight there, past HTTP proxies. */
export function createConnect(context: ConnectContext): HostConnect {
  return async (address, options = {}) => {
    const target = assertAllowed(context, address, options);
    const url = new URL(`tcp://${target.host}:${target.port}`);
    const name = target.host.replaceAll(/^\[|\]$/g, "");
    const socket = connectPlain({
      host: name,
      port: target.port,
      autoSelectFamilyAttemptTimeout: 1000,
      ...(context.lookup && { lookup: context.lookup }),
    });
    socket.setNoDelay(true);
    const { signal, timeoutMs = defaultTimeoutMs } = options;
    const giveUp = (): void => void socket.destroy(signal === undefined ? undefined : abortError(signal));
    const timer = setTimeout(() => socket.destroy(tooSlow(url, timeoutMs)), timeoutMs);
    signal?.addEventListener("abort", giveUp);
    try {
      if (signal?.aborted === true) throw abortError(signal);
      await happens(socket, "connect");
      return await agreed(socket, name, target, options, context);
    } catch (thrown) {
      socket.destroy();
      throw networkError(thrown, url);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
    }
  };
}

function assertAllowed({ plugin, rule, log }: ConnectContext, address: string, { encryption }: ConnectOptions): Allowed {
  const decision = rule(address);
  if (!decision.allowed) {
    log.warn("connection refused", { address, reason: decision.reason });
    throw new AinError("forbidden", `${plugin} may not connect to ${address}: ${decision.reason}.`, {
      actions: decision.actions,
    });
  }
  if (encryption !== "none" || decision.mayBePlain) return decision;
  throw new AinError(
    "forbidden",
    `A connection to ${address} that is not encrypted would show everything to everyone on the way.`,
    {
      actions: [
        "Connect with TLS",
        `Or allow it for this host: ainative-code config set network.allowInsecureHosts ${listOfOne(address)}`,
      ],
    },
  );
}

/** The connection, encrypted as far as it has to be. */
async function agreed(
  socket: Socket,
  name: string,
  { mayBePlain }: Allowed,
  options: ConnectOptions,
  { ca }: ConnectContext,
): Promise<HostConnection> {
  const { encryption = "verified", startTls } = options;
  if (encryption === "none") return socketConnection(socket, false);
  const isOffered = startTls === undefined || (await answersYes(socket, startTls));
  if (!isOffered && mayBePlain && encryption === "if-offered") return socketConnection(socket, false);
  if (!isOffered) throw noTls(name);
  const isVerified = encryption === "verified" || !mayBePlain;
  const secure = connectTls({
    socket,
    host: name,
    ...(isIP(name) === 0 ? { servername: name } : {}),
    minVersion: "TLSv1.2",
    rejectUnauthorized: isVerified,
    ...(ca === undefined ? {} : { ca: [...getCACertificates("default"), ca] }),
  });
  // What ends the one ends the other, with the same reason.
  socket.once("error", (error) => secure.destroy(error));
  await happens(secure, "secureConnect");
  return socketConnection(secure, true);
}

/** More than the answer in one piece was put there by somebody else on the way, and counts as a no. */
async function answersYes(socket: Socket, { ask, yes }: NonNullable<ConnectOptions["startTls"]>): Promise<boolean> {
  socket.write(ask);
  const answer: unknown = await happens(socket, "data");
  socket.pause();
  return answer instanceof Uint8Array && Buffer.compare(answer, yes) === 0;
}

async function happens(socket: Socket, event: "connect" | "data" | "secureConnect"): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onClose = (): void => settle(() => reject(Object.assign(new Error("closed"), { code: "ECONNRESET" })));
    const onError = (error: Error): void => settle(() => reject(error));
    const onEvent = (value: unknown): void => settle(() => resolve(value));
    const settle = (then: () => void): void => {
      socket.off(event, onEvent).off("error", onError).off("close", onClose).off("end", onClose);
      // A socket that fails after it was given up must not bring the process down.
      socket.once("error", () => undefined);
      then();
    };
    socket.once(event, onEvent).once("error", onError).once("close", onClose).once("end", onClose);
  });
}

function noTls(name: string): AinError {
  return new AinError("network", `${name} offers no encrypted connection.`, {
    retryable: false,
    actions: [
      `Turn TLS on in the server, or let it be reached in the clear: ainative-code config set network.allowInsecureHosts ${listOfOne(name)}`,
    ],
  });
}

function tooSlow(url: URL, ms: number): AinError {
  return new AinError("timeout", `${url.host} did not answer within ${seconds(ms)}.`, {
    actions: ["Check the host name and the port, and that a firewall lets it through"],
  });
}
