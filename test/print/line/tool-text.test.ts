import { expect } from "chai";
import { stylesOf } from "../../../src/print/line/styles.ts";
import { toolText } from "../../../src/print/line/tool-text.ts";
import { call, toolEnded } from "../sample-events.ts";

const styles = stylesOf({ moves: true, colours: false, spoken: false });
const bash = call("bash", { command: "npm test" });

describe("what became of a call", () => {
  it("shows the end of what it said where it spoke, and how much came before", () => {
    const text = Array.from({ length: 9 }, (_, index) => `line ${index + 1}`).join("\n");
    expect(toolText(toolEnded(bash, "ok", text), styles, { spoke: true }).split("\n").slice(0, 3)).to.deep.equal(["✓ bash npm test (1.2 s)", "  [… 3 more lines]", "  line 4"]);
  });

  it("is one line where it went well and said nothing", () => {
    expect(toolText(toolEnded(bash, "ok", "(no output)"), styles, { spoke: false })).to.equal("✓ bash npm test (1.2 s)\n");
  });

  it("names the shell that goes on in the background, and no other", () => {
    const started = { ...toolEnded(bash, "ok", "Started"), details: { shell: { id: "shell-1", running: true } } };
    expect(toolText(started, styles, { spoke: false })).to.equal("✓ bash npm test (goes on in the background as shell-1, 1.2 s)\n");
    const read = { ...started, call: call("bash_output", { id: "shell-1" }) };
    expect(toolText(read, styles, { spoke: false })).to.equal("✓ bash_output shell-1 (1.2 s)\n");
    const over = { ...started, details: { shell: { id: "shell-1", running: false } } };
    expect(toolText(over, styles, { spoke: false })).to.equal("✓ bash npm test (1.2 s)\n");
  });
});
