import { sentBody } from "@ainative-code/test-kit";
import { expect } from "chai";
import bedrock from "../src/provider.ts";
import { hostOf, recorded, refused, requestOf } from "./scene.ts";
import type { WireCount } from "./wire-types.ts";

const signal = new AbortController().signal;

const model = (modelId: string, more: object = {}): object => ({
  modelId,
  modelName: modelId.toUpperCase(),
  inputModalities: ["TEXT"],
  outputModalities: ["TEXT"],
  responseStreamingSupported: true,
  inferenceTypesSupported: ["ON_DEMAND"],
  ...more,
});
const profile = (inferenceProfileId: string, base: string, more: object = {}): object => ({
  inferenceProfileId,
  inferenceProfileArn: `arn:aws:bedrock:us-east-1:1:inference-profile/${inferenceProfileId}`,
  inferenceProfileName: "A profile",
  status: "ACTIVE",
  type: "SYSTEM_DEFINED",
  models: [{ modelArn: `arn:aws:bedrock:us-east-1::foundation-model/${base}` }],
  ...more,
});
const answers = (models: readonly object[], ...pages: readonly object[]): { body: string }[] =>
  [{ modelSummaries: models }, ...pages].map((body) => ({ body: JSON.stringify(body) }));

describe("the models of bedrock", () => {
  it("are those of the region that can be asked, the profiles, and what the user has named", async () => {
    const claude = "anthropic.claude-opus-5-5-v1:0";
    const { host, calls } = hostOf({
      config: { models: ["my.model"] },
      answers: answers(
        [
          model("meta.llama3-8b"),
          model(claude, { inferenceTypesSupported: ["INFERENCE_PROFILE"], inputModalities: ["TEXT", "IMAGE"] }),
          model("amazon.titan-embed", { outputModalities: ["EMBEDDING"] }),
          model("old.model", { responseStreamingSupported: false }),
        ],
        { inferenceProfileSummaries: [profile(`us.${claude}`, claude)], nextToken: "a/b" },
        {
          inferenceProfileSummaries: [
            profile("x", claude, { type: "APPLICATION", inferenceProfileArn: "arn:aws:bedrock:us-east-1:1:application-inference-profile/x" }),
            profile("us.stability.stable-image", "stability.stable-image"),
          ],
        },
      ),
    });
    const listed = await bedrock.models(host, signal);
    expect(listed.map(({ id }) => id)).to.deep.equal([
      "arn:aws:bedrock:us-east-1:1:application-inference-profile/x",
      "meta.llama3-8b",
      `us.${claude}`,
      "my.model",
    ]);
    const found = listed.find(({ id }) => id === `us.${claude}`);
    expect(found).to.include({ name: "A profile", maxOutput: 128_000 });
    expect(found?.capabilities).to.deep.include({
      tools: true,
      imageIn: true,
      pdfIn: true,
      thinking: { levels: ["low", "medium", "high", "xhigh", "max"], canDisable: false },
      promptCache: { kind: "explicit", ttlSeconds: [300, 3600] },
    });
    expect(calls.map(({ url }) => url)).to.deep.equal([
      "https://bedrock.us-east-1.amazonaws.com/foundation-models?byOutputModality=TEXT",
      "https://bedrock.us-east-1.amazonaws.com/inference-profiles?maxResults=1000",
      "https://bedrock.us-east-1.amazonaws.com/inference-profiles?maxResults=1000&nextToken=a%2Fb",
    ]);
  });

  it("are listed without the profiles where these may not be seen", async () => {
    const denied = refused("User is not authorized to perform: bedrock:ListInferenceProfiles", "AccessDeniedException", 403);
    const { host } = hostOf({ answers: [...answers([model("meta.llama3-8b")]), denied] });
    expect((await bedrock.models(host, signal)).map(({ id }) => id)).to.deep.equal(["meta.llama3-8b"]);
  });

  it("are asked for at another server where that is set", async () => {
    const { host, calls } = hostOf({ config: { controlURL: "http://127.0.0.1:9/c/" }, answers: answers([], {}) });
    expect(await bedrock.models(host, signal)).to.deep.equal([]);
    expect(calls[0]?.url).to.equal("http://127.0.0.1:9/c/foundation-models?byOutputModality=TEXT");
  });
});

describe("tokens of a request to bedrock", () => {
  it("are counted for the model behind a profile, of the fields that count", async () => {
    const { host, calls } = hostOf({ config: { cache: "off" }, answers: [{ body: '{"inputTokens":42}' }] });
    const request = requestOf({ model: "eu.anthropic.claude-sonnet-4-6", maxOutputTokens: 5, system: ["s"] });
    expect(await bedrock.countTokens(request, host)).to.equal(42);
    expect(calls[0]?.url).to.equal(
      "https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-sonnet-4-6/count-tokens",
    );
    const converse: WireCount["converse"] = {
      messages: [{ role: "user", content: [{ text: "hi" }] }],
      system: [{ text: "s" }],
      additionalModelRequestFields: { thinking: { type: "adaptive", display: "summarized" } },
    };
    expect(sentBody({ calls })).to.deep.equal({ input: { converse } });
  });

  it("are not counted for every model, which is told", async () => {
    const { host } = hostOf({ answers: [refused("The provided model doesn't support counting tokens.")] });
    const failure = await bedrock.countTokens(requestOf(), host).catch((error: unknown) => error);
    expect(failure).to.include({ code: "unsupported" });
    const { host: other } = hostOf({ answers: [{ body: "{}" }, recorded("text")] });
    expect(await bedrock.countTokens(requestOf(), other).catch((error: unknown) => error)).to.include({ code: "protocol" });
  });
});
