import { expect } from "chai";
import type { Setting } from "../../../src/core/config/setting.ts";
import { hooksMark, hooksMarkOf, withoutHooks } from "../../../src/core/hooks/hooks-mark.ts";

const stop = [{ hooks: [{ command: "true" }] }];
const setting = (key: string, layer: "project" | "user", value: unknown): Setting => ({ key, value, source: { layer, file: "f" } });

describe("the mark of hooks", () => {
  it("is the same for the same hooks in whatever order, from the file and from its settings", () => {
    const mark = hooksMark({ hooks: { Stop: stop, PreToolUse: stop } });
    expect(mark).to.match(/^[0-9a-f]{64}$/);
    expect(hooksMark({ model: "x", hooks: { PreToolUse: stop, Stop: stop, SessionEnd: [] } })).to.equal(mark);
    expect(hooksMarkOf([setting("hooks.Stop", "project", stop), setting("hooks.PreToolUse", "project", stop), setting("hooks.Stop", "user", [])])).to.equal(mark);
  });

  it("is another for other hooks, and none for none", () => {
    expect(hooksMark({ hooks: { Stop: [{ hooks: [{ command: "false" }] }] } })).not.to.equal(hooksMark({ hooks: { Stop: stop } }));
    for (const tree of [undefined, [], {}, { hooks: [] }, { hooks: { Stop: [] } }]) expect(hooksMark(tree)).to.equal(undefined);
  });

  it("leaves out the project's alone", () => {
    const [mine, theirs, other] = [setting("hooks.Stop", "user", stop), setting("hooks.Stop", "project", stop), setting("model", "project", "x")];
    expect(withoutHooks([mine, theirs, other])).to.deep.equal([mine, other]);
  });
});
