import type { ErrorCode } from "@ainative-code/sdk";
import { bedrockConverse, defineProviderTests, type ErrorFixture, type ProviderFixture } from "@ainative-code/test-kit";
import bedrock from "../src/provider.ts";
import { fixtureBody } from "./framing.ts";

const secret = "bedrock-conformance-0123456789";
const config = (origin: string): Readonly<Record<string, unknown>> => ({ baseURL: origin, region: "us-east-1" });
const headers = { "content-type": "application/vnd.amazon.eventstream", "x-amzn-requestid": "req_conformance" };

function fixture(name: string, expected: NonNullable<ProviderFixture["expected"]>): ProviderFixture {
  return { name, body: fixtureBody(name), dialect: bedrockConverse, config, headers, expected };
}

const read = (path: string): readonly [string, unknown] => ["read", { path }];

const fixtures: readonly ProviderFixture[] = [
  fixture("text", { stop: "stop", text: "Grüß dich, 世界 🌍!" }),
  fixture("thinking-parallel-calls", {
    stop: "tool-calls",
    thinking: "First read, then act.",
    text: "Looking.",
    calls: [read("a.txt"), read("b.txt")],
  }),
  fixture("thinking-hidden", { stop: "stop", thinking: "", text: "Done." }),
  fixture("unsigned-thinking", { stop: "stop", thinking: "Quietly.", text: "Yes." }),
  fixture("call-arguments-empty-and-bad", {
    stop: "tool-calls",
    calls: [
      ["list", {}],
      ["read", {}],
    ],
  }),
  fixture("never-stopped-blocks", { stop: "tool-calls", text: "Begun", calls: [read("a")] }),
  fixture("length-in-call", { stop: "length", text: "Writing.", calls: [read("a")] }),
  fixture("length-in-empty-call", { stop: "length", calls: [] }),
  fixture("context-window", { stop: "context-window", text: "Full" }),
  fixture("guardrail", { stop: "content-filter", text: "This can't be answered." }),
  fixture("malformed-call", { stop: "malformed-tool-call", calls: [] }),
  fixture("metadata-first", { stop: "stop", text: "In order." }),
  fixture("no-metadata", { stop: "stop", text: "No usage." }),
  fixture("citations", { stop: "stop", text: "Grass is green. So." }),
  fixture("server-tool", { stop: "stop", text: "It rains.", calls: [] }),
  fixture("blank-texts", { stop: "tool-calls", text: "\n\n", calls: [["list", {}]] }),
  fixture("kinds-under-one-index", { stop: "tool-calls", thinking: "Hm.", text: "Both.", calls: [read("a")] }),
  fixture("repeated-frames", { stop: "tool-calls", calls: [read("a")] }),
  fixture("unknown-events", { stop: "other", text: "Known." }),
  fixture("throttled-first", { error: "rate-limit", text: "" }),
  fixture("exception-before-output", { error: "overloaded", text: "" }),
  fixture("exception-after-output", { error: "server", text: "Half" }),
  fixture("validation-exception", { error: "context-overflow", text: "" }),
  fixture("internal-error-frame", { error: "server", text: "Half" }),
  fixture("cut-in-call", { stop: "interrupted", text: "I write", calls: [] }),
  fixture("spliced-answers", { error: "protocol", calls: [] }),
];

type Meaning = Pick<ErrorFixture, "code" | "retryable"> & Partial<ErrorFixture>;

/** A refusal as AWS writes it: its type in a header. */
function refusal(name: string, status: number, type: string, message: string, meaning: Meaning): ErrorFixture {
  const typed = type === "" ? {} : { "x-amzn-errortype": `${type}:http://internal.amazon.com/coral/com.amazon.bedrock/` };
  return { name, status, headers: { ...typed }, body: JSON.stringify({ message }), config, ...meaning };
}

const final = (code: ErrorCode, more: Partial<ErrorFixture> = {}): Meaning => ({ code, retryable: false, ...more });
const passing = (code: ErrorCode, more: Partial<ErrorFixture> = {}): Meaning => ({ code, retryable: true, ...more });

const throttling = "ThrottlingException";
const validation = "ValidationException";
const denied = "AccessDeniedException";
const onDemand =
  "Invocation of model ID anthropic.claude-x with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.";

const errors: readonly ErrorFixture[] = [
  refusal("too many requests", 429, throttling, "Too many requests, please wait before trying again.", passing("rate-limit")),
  refusal("too many tokens, which is no overflow", 429, throttling, "Too many tokens, please wait before trying again.", passing("rate-limit")),
  refusal("a day's tokens used up", 429, throttling, "Too many tokens per day, please wait before trying again.", final("rate-limit")),
  refusal("a quota", 400, "ServiceQuotaExceededException", "Your request exceeds the quota.", final("rate-limit")),
  refusal("a model that is not ready", 429, "ModelNotReadyException", "The model is not ready.", passing("overloaded")),
  refusal("an overloaded service", 503, "ServiceUnavailableException", "The service is busy.", passing("overloaded")),
  refusal("trouble", 500, "InternalServerException", "Trouble.", passing("server")),
  refusal("trouble of the model", 424, "ModelErrorException", "The model failed.", passing("server")),
  refusal("a slow model", 408, "ModelTimeoutException", "Too slow.", passing("timeout")),
  refusal("a conflict", 400, "ConflictException", "Conflict.", passing("server")),
  refusal("an unknown token", 403, "UnrecognizedClientException", "The security token included in the request is invalid.", final("auth")),
  refusal("an expired token", 403, "ExpiredTokenException", "The security token included in the request is expired", final("auth")),
  refusal("a wrong signature", 403, "InvalidSignatureException", "The request signature we calculated does not match.", final("auth")),
  refusal("no credentials", 403, "MissingAuthenticationTokenException", "Missing Authentication Token", final("auth")),
  refusal("a wrong key, quoted", 403, denied, `Authentication failed: ${secret} is not valid.`, final("auth")),
  refusal("a wrong token without a type", 403, "", "The security token included in the request is invalid.", final("auth")),
  refusal("a model without access", 403, denied, "You don't have access to the model with the specified model ID.", final("forbidden")),
  { ...refusal("a missing right", 403, denied, "", final("forbidden")), body: '{"Message":"User: arn:aws:iam::1:user/u is not authorized"}' },
  refusal("a model that is gone", 404, "ResourceNotFoundException", "This model version has reached the end of its life.", final("unknown-model")),
  refusal("a model by its bare id", 400, validation, onDemand, final("unknown-model")),
  refusal("no model's id", 400, validation, "The provided model identifier is invalid.", final("unknown-model")),
  refusal("too long a prompt", 400, validation, "Input is too long for requested model.", final("context-overflow")),
  refusal("too long a prompt, told otherwise", 400, validation, "Input Tokens Exceeded: too many.", final("context-overflow")),
  refusal("any bad request", 400, validation, "The conversation must start with a user message.", final("invalid-request")),
  refusal("too large an image", 400, validation, "messages.0: image exceeds 5 MB maximum", final("request-too-large")),
  { ...refusal("a type in the body", 400, "", "", passing("rate-limit")), body: '{"__type":"com.amazon#ThrottlingException","message":"Slow"}' },
  { ...refusal("a proxy's page", 502, "", "", passing("server")), body: "<!DOCTYPE html><html><title>Bad Gateway</title></html>" },
  {
    ...refusal("a page with status 200", 200, "", "", final("protocol")),
    headers: { "content-type": "text/html" },
    body: "<html>Welcome</html>",
  },
];

defineProviderTests({ name: "bedrock", provider: bedrock, fixtures, errors, secrets: { apiKey: secret }, samples: 5000 }, { describe, it });
