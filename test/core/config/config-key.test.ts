import { expect } from "chai";
import { keysOf } from "../../../src/core/config/config-key.ts";
import { configSchemaOf } from "../../../src/core/config/config-schema.ts";
import { coreSchema } from "../../../src/core/config/schema.ts";
import { sectionName } from "../../../src/core/config/section-name.ts";
import { variableName } from "../../../src/core/config/variable-name.ts";

const ofTheCore = [
  "model",
  "permissions.mode",
  "permissions.allow",
  "permissions.ask",
  "permissions.deny",
  "sandbox.mode",
  "sandbox.allowedDomains",
  "sandbox.writable",
  "sandbox.readDenied",
  "checkpoints.enabled",
  "checkpoints.maxFileMb",
  "checkpoints.keepDays",
  "checkpoints.maxTotalMb",
  "hooks.PreToolUse",
  "hooks.PostToolUse",
  "hooks.PermissionRequest",
  "hooks.UserPromptSubmit",
  "hooks.SessionStart",
  "hooks.SessionEnd",
  "hooks.Stop",
  "hooks.SubagentStart",
  "hooks.SubagentStop",
  "hooks.PreCompact",
  "hooks.Notification",
  "chat.maxTurns",
  "chat.loopLimit",
  "chat.maxOutputTokens",
  "chat.effort",
  "chat.fallbackModels",
  "chat.idleTimeoutSeconds",
  "chat.autoCompact",
  "chat.timeoutSeconds",
  "tasks.parallel",
  "tasks.depth",
  "tasks.maxPerTurn",
  "tasks.maxTurns",
  "tasks.maxUsd",
  "responseCache.mode",
  "responseCache.anyTemperature",
  "responseCache.ttlSeconds",
  "responseCache.maxEntries",
  "responseCache.maxBytes",
  "budget.turnUsd",
  "budget.sessionUsd",
  "budget.dayUsd",
  "budget.projectUsd",
  "budget.projectPeriod",
  "budget.onUnknownPrice",
  "budget.warnAt",
  "mcp.servers",
  "mcp.maxTools",
  "ui.theme",
  "network.proxy",
  "network.caFile",
  "network.allowInsecureHosts",
  "network.allowPrivateFetch",
  "log.level",
  "log.console",
  "models",
  "catalogue.url",
  "plugins",
];

describe("the keys of the configuration", () => {
  const { keys } = configSchemaOf({
    openai: {
      plugin: "@ainative-code/plugin-openai",
      schema: {
        type: "object",
        required: ["region"],
        properties: {
          apiKey: { type: "string", "x-secret": true, "x-env": ["OPENAI_API_KEY"] },
          baseURL: { type: "string", "x-user-only": true },
          region: { type: "string", "x-env": "OPENAI_REGION" },
          headers: { type: "object", additionalProperties: { type: "string" } },
          retry: { type: "object", properties: { limit: { type: "integer" } } },
        },
      },
    },
  });

  it("are exactly these of the core", () => {
    const names = keysOf(coreSchema).map((key) => key.name);
    expect(names).to.deep.equal(ofTheCore);
  });

  it("all have a title and a description", () => {
    for (const { name, schema } of keysOf(coreSchema)) {
      expect(schema["title"], name).to.be.a("string");
      expect(schema["description"], name).to.be.a("string");
    }
  });

  it("take in those of each plugin, below its section", () => {
    const own = [...keys.keys()].filter((name) => name.startsWith("plugins."));
    expect(own).to.deep.equal([
      "plugins.openai.apiKey",
      "plugins.openai.baseURL",
      "plugins.openai.region",
      "plugins.openai.headers",
      "plugins.openai.retry.limit",
    ]);
  });

  it("have one variable each, before those of the vendor", () => {
    expect(keys.get("plugins.openai.apiKey")?.variables).to.deep.equal(["AINATIVE_CODE_PLUGINS_OPENAI_API_KEY", "OPENAI_API_KEY"]);
    expect(keys.get("plugins.openai.region")?.variables).to.deep.equal(["AINATIVE_CODE_PLUGINS_OPENAI_REGION", "OPENAI_REGION"]);
    const all = [...keys.values()].flatMap((key) => key.variables);
    expect(new Set(all).size).to.equal(all.length);
  });

  it("are the user's alone where they hold a secret or say so", () => {
    expect(keys.get("plugins.openai.apiKey")).to.include({ secret: true, userOnly: true });
    expect(keys.get("plugins.openai.baseURL")).to.include({ secret: false, userOnly: true });
    expect(keys.get("plugins.openai.headers")).to.include({ secret: false, userOnly: false });
    expect(keys.get("permissions.mode")?.userOnly).to.deep.equal(["accept-edits", "bypass"]);
    for (const name of ["permissions.allow", "network.proxy", "network.caFile", "network.allowInsecureHosts", "network.allowPrivateFetch"]) {
      expect(keys.get(name)?.userOnly, name).to.equal(true);
    }
  });

  it("know which a plugin can't do without", () => {
    expect(keys.get("plugins.openai.region")?.required).to.equal(true);
    expect(keys.get("plugins.openai.baseURL")?.required).to.equal(false);
  });
});

describe("variableName", () => {
  it("writes a path in capitals, words parted by underscores", () => {
    expect(variableName(["model"])).to.equal("AINATIVE_CODE_MODEL");
    expect(variableName(["chat", "maxOutputTokens"])).to.equal("AINATIVE_CODE_CHAT_MAX_OUTPUT_TOKENS");
    expect(variableName(["plugins", "openai", "baseURL"])).to.equal("AINATIVE_CODE_PLUGINS_OPENAI_BASE_URL");
    expect(variableName(["plugins", "x", "URLPrefix2Go"])).to.equal("AINATIVE_CODE_PLUGINS_X_URL_PREFIX2_GO");
    expect(variableName(["plugins", "@acme/zap-kit", "key"])).to.equal("AINATIVE_CODE_PLUGINS_ACME_ZAP_KIT_KEY");
  });
});

describe("sectionName", () => {
  it("is short for the project's own plugins and the package name for others", () => {
    expect(sectionName("@ainative-code/plugin-openai")).to.equal("openai");
    expect(sectionName("openai")).to.equal("openai");
    expect(sectionName("@acme/plugin-zap")).to.equal("@acme/plugin-zap");
    expect(sectionName("ainative-zap")).to.equal("ainative-zap");
  });
});
