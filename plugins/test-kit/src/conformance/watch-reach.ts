import { syncBuiltinESMExports } from "node:module";
import { Server, Socket } from "node:net";
import { pathToFileURL } from "node:url";

/** What the code of a plugin does past its host while it is watched. */
export interface Reach extends Disposable {
  /** `host:port`, or the path of a socket, that a connection was asked for to; none was made. */
  readonly connections: ReadonlySet<string>;
  /** Variables of the environment that the plugin's own files asked for; `*` for all. */
  readonly variables: ReadonlySet<string>;
  /** What was thrown where nobody could catch it, without what a refused connection throws. */
  readonly uncaught: readonly unknown[];
}

/**
 * Refuses every connection of this process that does not lead to a server of this process, and notes what the files below
 * `root` ask of the environment. What other processes do is not seen. It ends when it is disposed of.
 */
export function watchReach(root: string): Reach {
  const connections = new Set<string>();
  const variables = new Set<string>();
  const uncaught: unknown[] = [];
  const undo = [
    refuseConnections((address) => connections.add(address)),
    noteVariables(root, (name) => variables.add(name)),
    keepUncaught(uncaught),
  ];
  return { connections, variables, uncaught, [Symbol.dispose]: () => undo.forEach((each) => each()) };
}

const refusal = "Nothing is reached while a plugin is tried out";

/** Every module that connects, and the global fetch, does it by this method of sockets. */
function refuseConnections(note: (address: string) => void): () => void {
  const own = new Set<string>();
  const listening = wrapped(Server.prototype, "listen", (server, _, usual) => {
    if (server instanceof Server) server.once("listening", () => own.add(portOf(server)));
    return usual();
  });
  const connecting = wrapped(Socket.prototype, "connect", (socket, args, usual) => {
    const address = addressOf(args);
    if (own.has(address) || !(socket instanceof Socket)) return usual();
    note(address);
    return socket.destroy(new Error(`${refusal}: ${address}`));
  });
  return () => {
    listening();
    connecting();
  };
}

type Call = (self: unknown, args: readonly unknown[], usual: () => unknown) => unknown;

/** Puts `call` in the place of a method, and gives what takes it away again. */
function wrapped(owner: object, name: string, call: Call): () => void {
  const usual = Object.getOwnPropertyDescriptor(owner, name);
  const method: unknown = usual?.value;
  if (usual === undefined || typeof method !== "function") throw new Error(`There is no method ${name} to watch.`);
  const value = new Proxy(method, {
    apply: (target, self: unknown, args): unknown => call(self, args, () => Reflect.apply(target, self, args)),
  });
  Object.defineProperty(owner, name, { ...usual, value });
  return () => Object.defineProperty(owner, name, usual);
}

function portOf(server: Server): string {
  const address = server.address();
  return typeof address === "object" && address !== null ? `127.0.0.1:${address.port}` : (address ?? "");
}

/** Of `(options)`, `(port, host)`, `(path)`, or a list of these, which Node itself gives. */
function addressOf(args: readonly unknown[]): string {
  const [first, second]: readonly unknown[] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first !== "object" || first === null) return isNumber(first) ? `${hostIn(second)}:${String(first)}` : String(first);
  const [path, host, port]: readonly unknown[] = ["path", "host", "port"].map((name): unknown => Reflect.get(first, name));
  return isNumber(port) ? `${hostIn(host)}:${String(port)}` : String(path);
}

function hostIn(value: unknown): string {
  return typeof value === "string" ? value : "localhost";
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value));
}

/** Node and the host ask for variables too: only what stands on the stack right behind counts. */
function noteVariables(root: string, note: (name: string) => void): () => void {
  const { env } = process;
  const folder = `${pathToFileURL(root).href}/`;
  const isOwn = (): boolean => {
    const asking = new Error("Who asks?").stack?.split("\n")[3] ?? "";
    return asking.includes(folder) && !asking.slice(asking.indexOf(folder) + folder.length).includes("node_modules/");
  };
  process.env = new Proxy(env, {
    get(target, name): unknown {
      if (typeof name === "string" && isOwn()) note(name);
      return Reflect.get(target, name);
    },
    ownKeys(target) {
      if (isOwn()) note("*");
      return Reflect.ownKeys(target);
    },
  });
  syncBuiltinESMExports();
  return () => {
    process.env = env;
    syncBuiltinESMExports();
  };
}

function keepUncaught(uncaught: unknown[]): () => void {
  const keep = (thrown: unknown): void => {
    if (!isRefusal(thrown)) uncaught.push(thrown);
  };
  process.on("uncaughtException", keep);
  return () => process.off("uncaughtException", keep);
}

function isRefusal(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown.message.startsWith(refusal) || isRefusal(thrown.cause));
}
