import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isAinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { settingsOf } from "../src/settings.ts";
import { serverUrlOf } from "../src/server-url.ts";

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../settings.schema.json"), "utf8")) as {
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

describe("the settings of the ollama provider", () => {
  it("have the defaults that their schema promises", () => {
    const { host, think } = schema.properties;
    expect(settingsOf({})).to.deep.equal(settingsOf({ host: host?.["default"], think: think?.["default"] }));
    expect(settingsOf({}).url).to.equal("http://127.0.0.1:11434");
  });

  it("keep the key out of the config, and the host out of a project's", () => {
    expect(schema.properties["apiKey"]).to.include({ "x-secret": true });
    expect(schema.properties["host"]).to.include({ "x-user-only": true });
  });

  it("fall back to the defaults where a value is of a wrong type", () => {
    expect(settingsOf({ host: 7, think: "hard", contextLength: "many", keepAlive: 5 })).to.deep.equal(settingsOf({}));
  });

  it("send a number of seconds as a number, because Go wants a unit in a text", () => {
    const sent = ["10m", "-1", "0", "3600"].map((keepAlive) => settingsOf({ keepAlive }).keepAlive);
    expect(sent).to.deep.equal(["10m", -1, 0, 3600]);
  });
});

describe("the host of Ollama", () => {
  for (const [text, url] of [
    ["", "http://127.0.0.1:11434"],
    ["  ", "http://127.0.0.1:11434"],
    ["localhost", "http://localhost:11434"],
    ["nas.lan", "http://nas.lan:11434"],
    ["nas.lan:8080", "http://nas.lan:8080"],
    ["nas.lan:80", "http://nas.lan"],
    [":8080", "http://127.0.0.1:8080"],
    ["0.0.0.0", "http://127.0.0.1:11434"],
    ["0.0.0.0:8080", "http://127.0.0.1:8080"],
    ["http://0.0.0.0:8080", "http://127.0.0.1:8080"],
    ["::1", "http://[::1]:11434"],
    ["[::1]", "http://[::1]:11434"],
    ["[::]:8080", "http://[::1]:8080"],
    ['"10.0.0.7:11434"', "http://10.0.0.7:11434"],
    ["http://nas.lan", "http://nas.lan"],
    ["https://nas.lan/", "https://nas.lan"],
    ["https://nas.lan/ollama/", "https://nas.lan/ollama"],
    ["nas.lan/ollama", "http://nas.lan:11434/ollama"],
    ["ollama.com", "https://ollama.com"],
    ["https://ollama.com", "https://ollama.com"],
  ] as const) {
    it(`${JSON.stringify(text)} means ${url}`, () => {
      expect(serverUrlOf(text)).to.equal(url);
    });
  }

  for (const text of ["ftp://nas.lan", "a b", "http://", "nas.lan:99999", "file:///etc"]) {
    it(`${JSON.stringify(text)} is refused with what to do`, () => {
      try {
        expect.fail(serverUrlOf(text));
      } catch (error) {
        expect(isAinError(error) && error.code).to.equal("not-configured");
        expect(isAinError(error) && error.actions.join()).to.include("OLLAMA_HOST");
      }
    });
  }
});
