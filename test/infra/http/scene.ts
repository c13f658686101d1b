import type { LookupFunction } from "node:net";
import { expect } from "chai";
import { isAinError, type AinError, type HostFetch, type Log } from "@ainative-code/sdk";
import { hostRule } from "../../../src/core/plugins/rights.ts";
import { createConnections, type ConnectionsOptions } from "../../../src/infra/http/connections.ts";
import { createFetch } from "../../../src/infra/http/create-fetch.ts";
import { fakeClock } from "../../core/fake-clock.ts";

export interface SceneOptions extends ConnectionsOptions {
  readonly hosts?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly allowInsecureHosts?: readonly string[];
  readonly allowPrivateFetch?: readonly string[];
  /** Names that resolve to 127.0.0.1; asking for any other fails the lookup with ENOTFOUND. */
  readonly names?: readonly string[];
}

/** A fetch of the plugin "@acme/plugin", what it logged, and every name it looked up. */
export interface Scene {
  readonly fetch: HostFetch;
  readonly logged: readonly string[];
  readonly lookedUp: readonly string[];
  /** Milliseconds it waited before further attempts. */
  readonly slept: readonly number[];
  /** How often a key was refused. */
  readonly refusedKeys: () => number;
  close(): void;
}

const loopback = ["127.0.0.1:*", "localhost:*"];

export function scene(options: SceneOptions = {}): Scene {
  const { hosts = loopback, settings = {}, allowInsecureHosts = [], allowPrivateFetch = [], names = [], ...rest } = options;
  const logged: string[] = [];
  const lookedUp: string[] = [];
  const lookup: LookupFunction = (name, options, done) => {
    lookedUp.push(name);
    const unknown = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: "ENOTFOUND" });
    if (!["localhost", ...names].includes(name)) done(unknown, "");
    else if (options.all === true) done(null, [{ address: "127.0.0.1", family: 4 }]);
    else done(null, "127.0.0.1", 4);
  };
  const keep = (message: string, fields?: object): void => void logged.push(JSON.stringify({ message, ...fields }));
  const log: Log = { trace: keep, debug: keep, info: keep, warn: keep, error: keep };
  const connections = createConnections({ lookup, ...rest });
  const rule = hostRule({ hosts, settings, allowInsecureHosts, allowPrivateFetch });
  const clock = fakeClock(Date.now());
  let refused = 0;
  const fetch = createFetch({
    plugin: "@acme/plugin",
    rule,
    connections,
    userAgent: "ainative-code/test",
    log,
    clock,
    random: () => 0.5,
    onRefusedKey: () => void refused++,
  });
  return { fetch, logged, lookedUp, slept: clock.slept, refusedKeys: () => refused, close: () => connections.close() };
}

/** The `AinError` a promise is rejected with. Whatever else happens fails the test. */
export async function failure(promise: Promise<unknown>): Promise<AinError> {
  try {
    await promise;
  } catch (error) {
    if (!isAinError(error)) throw error;
    expect(error.actions, "what to do next").to.have.length.greaterThan(0);
    return error;
  }
  throw new Error("It did not fail.");
}

/** The same for a cancellation, after which there is nothing to do. */
export async function cancellation(promise: Promise<unknown>): Promise<AinError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isAinError(error)) throw new Error("It was not cancelled.");
  return error;
}

/** Waits until something is so; the test's own time limit is the end of patience. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 2);
    });
  }
}
