import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { signedHeaders } from "../../src/auth/sign.ts";
import { pathOfModel } from "../../src/place.ts";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const date = new Date("2026-11-22T10:11:12Z");

const vectors = process.env["AINATIVE_VECTORS"] ?? join(import.meta.dirname, "../../../../../shared/vectors");
const recorded = join(vectors, "aws-sigv4/openai-node/sigv4.json");

interface Vector {
  readonly signingDate: string;
  readonly region: string;
  readonly service: string;
  readonly credentials: typeof credentials & { readonly sessionToken: string };
  readonly request: { readonly url: string; readonly body: string };
  readonly expected: { readonly authorization: string; readonly date: string };
}

describe("the signature of a request to AWS", () => {
  it("is that of a client of another vendor", async function () {
    if (!existsSync(recorded)) this.skip();
    const { signingDate, region, service, credentials: keys, request, expected } = JSON.parse(readFileSync(recorded, "utf8")) as Vector;
    const { url, body } = request;
    const headers = await signedHeaders({ method: "POST", url, body }, keys, { region, service, date: new Date(signingDate) });
    expect(headers).to.include({ authorization: expected.authorization, "x-amz-date": expected.date });
  });

  // The expected values were made with AWS's own signer, @smithy/signature-v4 5.7.5.
  for (const [model, signature] of [
    ["anthropic.claude-sonnet-4-5-20250929-v1:0", "a99691ea1e170c043f9b84ff5ecb8cd6d94ba13eba4c7e2cd1f28fae02d9b736"],
    ["arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3", "29e7d0d2dcaa9b2c5d4df31f2093336d3c25de78ff8c7c3eae0dae86102a8c2e"],
  ] as const) {
    it(`encodes the path of ${model} twice`, async () => {
      const url = `https://bedrock-runtime.us-east-1.amazonaws.com${pathOfModel(model)}/converse-stream`;
      const { authorization, ...headers } = await signedHeaders({ method: "POST", url, body: '{"messages":[]}' }, credentials, {
        region: "us-east-1",
        date,
      });
      expect(authorization).to.equal(
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261122/us-east-1/bedrock/aws4_request, " +
          `SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date, Signature=${signature}`,
      );
      expect(headers).to.have.all.keys("content-type", "x-amz-content-sha256", "x-amz-date");
    });
  }

  it("covers a session token and a query, without a body", async () => {
    const url = "https://bedrock.eu-west-1.amazonaws.com/inference-profiles?maxResults=1000&nextToken=a%2Fb%3D";
    const headers = await signedHeaders({ method: "GET", url }, { ...credentials, sessionToken: "token/+=" }, { region: "eu-west-1", date });
    expect(headers["authorization"]).to.include(
      "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=5e71cf18553126ae9504df2e709b56618ef5172294f287557e33ff092d14bcd2",
    );
    expect(headers).to.include({ "x-amz-security-token": "token/+=" }).and.not.have.property("content-type");
  });
});
