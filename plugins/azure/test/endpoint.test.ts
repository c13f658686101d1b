import { isAinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { targetOf } from "../src/deployment.ts";
import { endpointOf } from "../src/endpoint.ts";
import { requestUrl } from "../src/request-url.ts";
import { settingsOf } from "../src/settings.ts";

type Config = Readonly<Record<string, unknown>>;

function urlFor(config: Config, model = "gpt-5.4"): string {
  const settings = settingsOf(config);
  const endpoint = endpointOf(settings);
  const { api, deployment } = targetOf(settings, endpoint, model);
  return `${requestUrl(endpoint, api === "responses" ? "/responses" : "/chat/completions", deployment)} ${deployment}`;
}

const v1 = "https://r.openai.azure.com/openai/v1";
const dated = { apiVersion: "2025-04-01-preview" };
const chatOfDep = "https://r.openai.azure.com/openai/deployments/dep/chat/completions";

const cases: readonly (readonly [string, Config, string])[] = [
  ["a resource's name", { baseURL: "r" }, `${v1}/responses gpt-5.4`],
  ["a bare host", { baseURL: "r.openai.azure.com" }, `${v1}/responses gpt-5.4`],
  ["a URL of the host", { baseURL: "https://r.openai.azure.com/" }, `${v1}/responses gpt-5.4`],
  ["/openai", { baseURL: "https://r.openai.azure.com/openai" }, `${v1}/responses gpt-5.4`],
  ["/openai/v1", { baseURL: `${v1}/` }, `${v1}/responses gpt-5.4`],
  ["/openai/v1/responses", { baseURL: `${v1}/responses` }, `${v1}/responses gpt-5.4`],
  ["/openai/v1/chat/completions", { baseURL: `${v1}/chat/completions` }, `${v1}/chat/completions gpt-5.4`],
  [
    "a host of Foundry",
    { baseURL: "https://p.services.ai.azure.com" },
    "https://p.services.ai.azure.com/openai/v1/responses gpt-5.4",
  ],
  ["v1 by Chat Completions where that is set", { baseURL: "r", api: "chat" }, `${v1}/chat/completions gpt-5.4`],
  ["v1 of another version", { baseURL: "r", apiVersion: "preview" }, `${v1}/responses?api-version=preview gpt-5.4`],
  ["/openai/v1, whatever date is set elsewhere", { baseURL: v1, ...dated }, `${v1}/responses gpt-5.4`],
  [
    "the classic API by a dated version",
    { baseURL: "r", ...dated },
    "https://r.openai.azure.com/openai/deployments/gpt-5.4/chat/completions?api-version=2025-04-01-preview gpt-5.4",
  ],
  [
    "Responses of the classic API, which are below no deployment",
    { baseURL: "r", ...dated, api: "responses" },
    "https://r.openai.azure.com/openai/responses?api-version=2025-04-01-preview gpt-5.4",
  ],
  [
    "a deployment's whole URL",
    { baseURL: `${chatOfDep}?api-version=2024-10-21` },
    `${chatOfDep}?api-version=2024-10-21 dep`,
  ],
  [
    "a deployment's URL and a version beside it",
    { baseURL: chatOfDep, apiVersion: "2024-10-21" },
    `${chatOfDep}?api-version=2024-10-21 dep`,
  ],
  ["a gateway's path", { baseURL: "https://gate.example/team-a" }, "https://gate.example/team-a/openai/v1/responses gpt-5.4"],
  ["a server on this machine", { baseURL: "http://localhost:9/openai" }, "http://localhost:9/openai/v1/responses gpt-5.4"],
  [
    "a deployment with a blank in its name",
    { baseURL: "r", ...dated, deployments: { "gpt-5.4": "my dep" } },
    "https://r.openai.azure.com/openai/deployments/my%20dep/chat/completions?api-version=2025-04-01-preview my dep",
  ],
  ["a model's deployment", { baseURL: "r", deployments: { "gpt-5.4": "prod" } }, `${v1}/responses prod`],
  [
    "a model's deployment and wire format",
    { baseURL: "r", deployments: { "gpt-5.4": { name: "DeepSeek-V3.2", api: "chat" } } },
    `${v1}/chat/completions DeepSeek-V3.2`,
  ],
];

describe("the address of Azure OpenAI may be", () => {
  for (const [name, config, expected] of cases) {
    it(name, () => {
      expect(urlFor(config)).to.equal(expected);
    });
  }

  const wrong: readonly (readonly [string, Config])[] = [
    ["nothing", {}],
    ["another scheme", { baseURL: "ftp://r.openai.azure.com" }],
    ["what is no address", { baseURL: "https://" }],
    ["a deployment's URL without a date", { baseURL: chatOfDep }],
  ];
  for (const [name, config] of wrong) {
    it(`not ${name}: it says what to set`, () => {
      try {
        urlFor(config);
        expect.fail("took it");
      } catch (error) {
        if (!isAinError(error)) throw error;
        expect(error.code).to.equal("not-configured");
        expect(error.actions.join(" ")).to.match(/plugins\.azure\.(baseURL|apiVersion)/);
      }
    });
  }
});
