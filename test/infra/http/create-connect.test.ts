import { createServer, type Server, type Socket } from "node:net";
import { expect } from "chai";
import type { ConnectOptions, HostConnect } from "@ainative-code/sdk";
import { connectRule } from "../../../src/core/plugins/connect-rule.ts";
import { createConnect } from "../../../src/infra/http/create-connect.ts";
import { failure } from "./scene.ts";

describe("connect", () => {
  const lookedUp: string[] = [];
  let server: Server;
  let port = 0;
  let onConnection: (socket: Socket) => void = () => undefined;
  const ignore = (): void => undefined;
  const log = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
  const connectWith = (hosts: readonly string[]): HostConnect =>
    createConnect({
      plugin: "@acme/plugin",
      rule: connectRule({ hosts }),
      log,
      lookup: (name, _options, done) => {
        lookedUp.push(name);
        done(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), "");
      },
    });
  const here = async (options: ConnectOptions): ReturnType<HostConnect> => connectWith(["tcp:*"])(`127.0.0.1:${port}`, options);
  const startTls = { ask: Buffer.from("tls?"), yes: Buffer.from("y") };

  beforeEach(async () => {
    lookedUp.length = 0;
    server = createServer((socket) => {
      socket.on("error", ignore);
      onConnection(socket);
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    port = typeof address === "object" && address !== null ? address.port : 0;
  });
  afterEach(async () => new Promise<void>((resolve) => void server.close(() => resolve())));

  it("refuses what was not declared, before its name is looked up", async () => {
    const error = await failure(connectWith(["tcp:db.test:5432"])("db.test:5433"));
    expect(error.code).to.equal("forbidden");
    expect(error.message).to.include("@acme/plugin may not connect to db.test:5433");
    expect(lookedUp).to.deep.equal([]);
    expect((await failure(connectWith(["tcp:db.test:5432"])("db.test:5432"))).message).to.include("Could not find the host db.test");
  });

  it("carries bytes both ways, to the end", async () => {
    onConnection = (socket) => socket.once("data", (bytes) => socket.end(`you said ${bytes.toString()}`));
    const connection = await here({ encryption: "none" });
    await connection.write(Buffer.from("hello"));
    expect(Buffer.from((await connection.read()) ?? []).toString()).to.equal("you said hello");
    expect(await connection.read()).to.equal(undefined);
    connection.close();
  });

  it("takes a no, and a yes with something behind it, for no encryption", async () => {
    for (const answer of ["n", "y and more"]) {
      onConnection = (socket) => socket.once("data", () => socket.write(answer));
      expect((await failure(here({ startTls, encryption: "encrypted" }))).message, answer).to.include("offers no encrypted connection");
    }
    onConnection = (socket) => socket.once("data", () => socket.write("n"));
    const plain = await here({ startTls, encryption: "if-offered" });
    expect(plain.encrypted).to.equal(false);
    plain.close();
  });

  it("gives up a server that says nothing, at the limit and at the user's word", async () => {
    onConnection = (socket) => socket.resume();
    expect((await failure(here({ startTls, timeoutMs: 50 }))).code).to.equal("timeout");
    const abort = new AbortController();
    onConnection = (socket) => {
      socket.resume();
      abort.abort();
    };
    const error: unknown = await here({ startTls, signal: abort.signal }).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: "cancelled" });
  });
});
