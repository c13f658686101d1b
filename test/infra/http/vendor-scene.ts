import type Nock from "nock";
import { scene, type Scene } from "./scene.ts";

/** One request, as the vendor got it. */
export interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The text read as JSON; undefined where nothing was sent. */
  readonly body: unknown;
}

type Answer = readonly [status: number, body: string | Buffer, headers: Record<string, string>];

/** Stands in for vendors at their real host names. What asks for any other place is refused and noted. */
export interface VendorScene {
  readonly sent: readonly Sent[];
  /** The addresses of the requests that nobody was expecting. */
  readonly strays: readonly string[];
  /** The real fetch, with the rights of a plugin to the hosts given. */
  readonly here: Pick<Scene, "fetch" | "logged" | "lookedUp">;
  /** Expects one request, keeps it in `sent`, and answers it. */
  answering(request: `${"GET" | "POST"} ${string}`, ...answer: Answer): void;
  /** For an answer of another kind. */
  nock(...origin: Parameters<typeof Nock>): Nock.Scope;
}

/** For the body of a `describe`: new before each of its tests. */
export function vendorScene(hosts: readonly string[]): VendorScene {
  const sent: Sent[] = [];
  const strays: string[] = [];
  const stray = ({ url }: Request): void => void strays.push(url);
  const current: { here?: Scene; nock?: typeof Nock } = {};

  // It takes hold of node:http as soon as it is loaded; the other tests want the real one.
  before(async () => {
    const nock = (await import("nock")).default;
    if (!nock.isActive()) nock.activate();
    current.nock = nock;
  });
  after(() => made(current.nock).restore());
  beforeEach(() => {
    sent.length = 0;
    strays.length = 0;
    made(current.nock).disableNetConnect();
    made(current.nock).emitter.on("no match", stray);
    current.here = scene({ hosts });
  });
  afterEach(() => {
    made(current.here).close();
    made(current.nock).emitter.removeListener("no match", stray);
    made(current.nock).cleanAll();
    made(current.nock).enableNetConnect();
  });

  const receive = async (request: Request): Promise<void> => {
    const text = await request.text();
    sent.push({ url: request.url, headers: Object.fromEntries(request.headers), text, body: text === "" ? undefined : JSON.parse(text) });
  };
  return {
    sent,
    strays,
    get here() {
      return made(current.here);
    },
    answering(request, ...answer) {
      const [method = "", url = ""] = request.split(" ");
      const { origin, pathname, search } = new URL(url);
      const reply = async (received: Request): Promise<Answer> => {
        await receive(received);
        return answer;
      };
      made(current.nock)(origin).intercept(`${pathname}${search}`, method).reply(reply);
    },
    nock: (...origin) => made(current.nock)(...origin),
  };
}

function made<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error("There is a scene only while a test of its describe runs.");
  return thing;
}
