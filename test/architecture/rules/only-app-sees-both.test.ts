import { testLaw } from "../law-test.ts";
import { onlyAppSeesBoth } from "./only-app-sees-both.ts";

testLaw("only app sees core and infra", onlyAppSeesBoth, {
  "a command that opens the database": {
    files: { "src/commands/session/list.ts": `import { openStore } from "../../infra/sqlite/open-store.ts";` },
    complaint: "src/commands/session/list.ts:1 .* only app sees infra",
  },
  "infra in boot": { files: { "src/boot/a.ts": `await import("../infra/files/b.ts");` }, complaint: "only app sees infra" },
  "the screen with an adapter's type": {
    files: { "src/tui/a.ts": `import type { B } from "../infra/files/b.ts";` },
    complaint: "only app sees infra",
  },
  "a hook that runs the core itself": {
    files: { "src/hooks/init.ts": `import { f } from "../core/f.ts";` },
    complaint: "hooks knows the types of core only",
  },
  "infra that calls app": { files: { "src/infra/log/a.ts": `import "../../app/b.ts";` }, complaint: "infra does not know app" },
  "app that calls a command": {
    files: { "src/app/a.ts": `import "../commands/b.ts";` },
    complaint: "app does not know commands",
  },
  "app with core and infra, faces with app and the core's types": {
    files: {
      "src/app/a.ts": `import "../core/b.ts"; import "../infra/c/d.ts";`,
      "src/print/a.ts": `import type { AgentEvent } from "../core/agent/agent-event.ts"; import { run } from "../app/run.ts";`,
      "src/infra/c/d.ts": `import { type Clock, systemClock } from "../../core/clock.ts";`,
    },
  },
});
