import { expect } from "chai";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { builtCli, buildOnce } from "../../boot/built-cli.ts";
import { vendors, type Vendor } from "../../providers/vendors/vendors.ts";
import { isType, linesOf, said } from "../headless/stream-lines.ts";
import { filesWith } from "./written.ts";

/** Of no shape that a vendor's key has: nothing may find it but by having been told. */
const mark = "Zmark9/wx+31==qr";

/** The variables that each provider takes its secrets from; all of them hold the mark. */
const variables: Readonly<Record<string, readonly string[]>> = {
  anthropic: ["ANTHROPIC_API_KEY"],
  openai: ["OPENAI_API_KEY"],
  gemini: ["GEMINI_API_KEY"],
  bedrock: ["AWS_BEARER_TOKEN_BEDROCK"],
  azure: ["AZURE_OPENAI_API_KEY"],
  ollama: ["OLLAMA_API_KEY"],
};

type Answering = (vendor: Vendor, response: ServerResponse) => void;

/** What a server may do with a key that it was sent. */
const answers: Readonly<Record<string, Answering>> = {
  "an answer": ({ whole }, response) => response.writeHead(200, { "content-type": "text/event-stream", "x-echo": mark }).end(whole),
  "a refusal that repeats it": (_, response) =>
    response.writeHead(401, { "content-type": "application/json", "x-echo": mark }).end(JSON.stringify({ message: `bad key ${mark}`, error: { message: `bad key ${mark}`, type: "auth", code: 401 } })),
  "a page that repeats it": (_, response) => response.writeHead(400, { "content-type": "text/html" }).end(`<html>your key ${mark} and ${encodeURIComponent(mark)}</html>`),
  "a failure behind the first words": ({ failsLater }, response) => response.writeHead(200, { "content-type": "text/event-stream" }).end(failsLater),
  "bytes that are no answer, and repeat it": (_, response) => response.writeHead(200, { "content-type": "text/event-stream" }).end(`data: {oops ${mark}\n\n${mark}\n`),
};

async function listening(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<{ readonly origin: string; readonly server: Server }> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  return { server, origin: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}` };
}

describe("the key of each provider", () => {
  before(buildOnce);

  for (const vendor of vendors) {
    const { provider, config } = vendor;
    const settings = (origin: string): string => JSON.stringify(config).replaceAll("http://127.0.0.1:9", origin);

    for (const from of provider.id === "bedrock" ? (["a variable", "the config"] as const) : (["a variable"] as const)) {
      it(`of ${vendor.name}, from ${from}, is sent and written nowhere, whatever comes back`, async function () {
        this.timeout(60_000);
        using cli = builtCli();
        const sent: string[] = [];
        const { origin, server } = await listening((request, response) => {
          sent.push(JSON.stringify(request.headers));
          void text(request).then((body) => {
            const asked = Number([...`${String(request.url)} ${body}`.matchAll(/answer-(\d)/g)].at(-1)?.[1]);
            const answer = Object.values(answers)[asked];
            if (vendor.path.test(request.url ?? "") && answer !== undefined) answer(vendor, response);
            else response.writeHead(404, { "content-type": "application/json" }).end("{}");
          });
        });
        const section = { ...(JSON.parse(settings(origin)) as object), ...(from === "the config" ? { apiKey: mark } : {}) };
        mkdirSync(cli.home.config, { recursive: true });
        const file = join(cli.home.config, "config.yaml");
        writeFileSync(file, JSON.stringify({ log: { level: "trace" }, plugins: { [provider.id]: section } }), { mode: 0o600 });
        const names = variables[provider.id] ?? [];
        const env: Record<string, string> = from === "a variable" ? Object.fromEntries(names.map((name) => [name, mark])) : {};
        const shown: string[] = [];
        try {
          const wishes = Object.keys(answers).map((_, index) => `answer-${index}`);
          const model = ["-m", `${provider.id}/m`];
          const words = ["--input-format", "stream-json", "--output-format", "stream-json", "--record", join(cli.home.project, "tape.jsonl")];
          const talk = cli.run(["chat", ...model, ...words], env, wishes.map((wish) => said(wish)).join(""));
          const refused = cli.run(["chat", "-p", "answer-1", ...model], env);
          const tests = wishes.slice(1).map((wish) => cli.run(["providers", "test", provider.id, "-m", `${provider.id}/${wish}`, "--only", "text", "--json"], env));
          const ended = await Promise.all([talk, refused, ...tests]);
          const results = linesOf(ended[0].stdout).filter(isType("result")).map(({ exit_code: code }) => code === 0);
          expect(results, ended[0].stderr).to.deep.equal([true, false, false, false, false]);
          expect(ended[1], ended[1].stdout).to.have.property("exitCode", 41);
          shown.push(...ended.flatMap(({ stdout, stderr }) => [stdout, stderr]));
          for (const args of [["config", "list", "--all", "--json"], ["providers", "list", "--json"]]) {
            const { stdout, stderr } = await cli.run(args, env);
            shown.push(stdout, stderr);
          }
        } finally {
          server.closeAllConnections();
          server.close();
        }
        expect(sent.some((headers) => headers.includes(mark)), "sent to the vendor").to.equal(true);
        expect(shown.join("\n"), "said").to.not.include(mark).and.not.include(encodeURIComponent(mark));
        expect(filesWith(cli.home.root, mark).filter((path) => path !== file), "written").to.deep.equal([]);
      });
    }
  }
});
