import { testLaw } from "../law-test.ts";
import { networkHasOneDoor } from "./network-has-one-door.ts";

testLaw("the network has one door", networkHasOneDoor, {
  "a request in a plugin": {
    files: { "plugins/a/src/b.ts": `import { request } from "node:https";` },
    complaint: "imports node:https",
  },
  "a client library": { files: { "src/infra/log/a.ts": `import got from "got";` }, complaint: "imports got" },
  "a look-up of names": { files: { "src/app/a.ts": `import { lookup } from "dns/promises";` }, complaint: "dns/promises" },
  "the global fetch": {
    files: { "plugins/a/src/b.ts": `export const f = () => fetch("x");` },
    complaint: "plugins/a/src/b.ts:1 uses the global fetch",
  },
  "fetch as a default": { files: { "src/app/a.ts": `export const f = (own?: F) => own ?? fetch;` }, complaint: "global fetch" },
  "fetch off globalThis": { files: { "src/app/a.ts": `globalThis.fetch("x");` }, complaint: "global fetch" },
  "a socket of the web": { files: { "src/app/a.ts": `new WebSocket("ws://x");` }, complaint: "global WebSocket" },
  "the door, the local servers of test-kit, and host.fetch": {
    files: {
      "src/infra/http/a.ts": `import "node:https"; fetch("x");`,
      "plugins/test-kit/src/a.ts": `import "node:http";`,
      "plugins/a/src/b.ts": `export const f = (host: Host) => host.fetch("x"); export const g = ({ fetch }: Host) => fetch("x");`,
    },
  },
});
