import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAinError, type AinError } from "@ainative-code/sdk";
import { expect } from "chai";
import { CredentialChain } from "../../src/auth/credential-chain.ts";
import type { Credentials } from "../../src/auth/credentials.ts";
import { ask, recorded, refused } from "../scene.ts";

const signal = new AbortController().signal;
const region = "us-east-1";

/** What the chain looks at besides files; nothing of the developer's machine may be seen, and no metadata service asked. */
const variables = Object.keys(process.env).filter((name) => name.startsWith("AWS_"));

describe("credentials of AWS from where its own programs find them", () => {
  const before = new Map([...variables, "HOME", "AWS_EC2_METADATA_DISABLED", "AWS_ENDPOINT_URL_STS", "AWS_MAX_ATTEMPTS"].map((name) => [name, process.env[name]]));
  let home = "";

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "bedrock-"));
    mkdirSync(join(home, ".aws/sso/cache"), { recursive: true });
    for (const name of variables) delete process.env[name];
    process.env["HOME"] = home;
    process.env["AWS_EC2_METADATA_DISABLED"] = "true";
  });

  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(home, { recursive: true, force: true });
  });

  const write = (name: string, lines: readonly string[]): void => writeFileSync(join(home, ".aws", name), `${lines.join("\n")}\n`);

  /** A program that gives the next credentials each time it is run. */
  function credentialProcess(body: string): string {
    const path = join(home, "credentials.sh");
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  const counting = (expiration: string): string =>
    `echo x >> ${home}/runs\nn=$(wc -l < ${home}/runs | tr -d ' ')\n` +
    `echo "{\\"Version\\":1,\\"AccessKeyId\\":\\"AKIDPROCESS$n\\",\\"SecretAccessKey\\":\\"process-secret-$n\\",\\"SessionToken\\":\\"process-token-$n\\",\\"Expiration\\":\\"${expiration}\\"}"`;

  const failure = async (promise: Promise<unknown>): Promise<AinError> => {
    const thrown: unknown = await promise.then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!isAinError(thrown)) throw new Error(`no AinError: ${String(thrown)}`);
    return thrown;
  };

  it("sign with the profile that is set", async () => {
    write("credentials", ["[work]", "aws_access_key_id = AKIDPROFILE", "aws_secret_access_key = profile-secret"]);
    const { calls, error } = await ask({ config: { profile: "work" }, secrets: {} });
    expect(error).to.equal(undefined);
    expect(calls[0]?.options.headers?.["authorization"]).to.include("Credential=AKIDPROFILE/");
  });

  it("sign with the default profile where nothing is set", async () => {
    write("credentials", ["[default]", "aws_access_key_id = AKIDDEFAULT", "aws_secret_access_key = default-secret", "aws_session_token = default-token"]);
    const { calls } = await ask({ secrets: {}, config: { region: "us-west-1" } });
    expect(calls[0]?.options.headers).to.include({ "x-amz-security-token": "default-token" });
  });

  it("come from a credential_process, and are kept until shortly before they expire", async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    write("config", ["[profile process]", `credential_process = ${credentialProcess(counting(inAnHour))}`]);
    let now = Date.now();
    const chain = new CredentialChain(undefined, () => now);
    const wish = { profile: "process", region };
    const [one, two] = await Promise.all([chain.get(wish, signal), chain.get(wish, signal)]);
    expect([one.accessKeyId, two.accessKeyId]).to.deep.equal(["AKIDPROCESS1", "AKIDPROCESS1"]);
    now += 54 * 60_000;
    expect((await chain.get(wish, signal)).accessKeyId).to.equal("AKIDPROCESS1");
    now += 2 * 60_000;
    expect(await chain.get(wish, signal)).to.include({ accessKeyId: "AKIDPROCESS2", sessionToken: "process-token-2" });
  });

  it("are asked for again after AWS has refused them as expired, and the request is worth another try, once", async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    write("config", ["[profile refused]", `credential_process = ${credentialProcess(counting(inAnHour))}`]);
    const expired = refused("The security token included in the request is expired", "ExpiredTokenException", 403);
    const scene = { config: { profile: "refused" }, secrets: {} };
    const first = await ask({ ...scene, answers: [expired] });
    expect(first.error).to.include({ code: "auth", retryable: true });
    const { calls, error } = await ask({ ...scene, answers: [recorded("text")] });
    expect(error).to.equal(undefined);
    expect(calls[0]?.options.headers?.["authorization"]).to.include("Credential=AKIDPROCESS2/");
    write("credentials", ["[fixed]", "aws_access_key_id = AKIDFIXED", "aws_secret_access_key = fixed-secret"]);
    const fixed = { config: { profile: "fixed" }, secrets: {}, answers: [expired] };
    expect((await ask(fixed)).error).to.include({ code: "auth", retryable: true });
    expect((await ask(fixed)).error).to.include({ code: "auth", retryable: false, status: 403 });
  });

  it("hold a sign-in that has expired, and how to sign in again, in both of its forms", async () => {
    const url = "https://start.example/start";
    const start = [`sso_start_url = ${url}`, "sso_region = us-east-1"];
    const role = ["sso_account_id = 123456789012", "sso_role_name = dev"];
    write("config", ["[sso-session corp]", ...start, "[profile sso]", "sso_session = corp", ...role, "[profile older]", ...start, ...role]);
    for (const name of ["corp", url]) {
      const file = `${createHash("sha1").update(name).digest("hex")}.json`;
      const token = { startUrl: url, region, accessToken: "sso-token-secret", expiresAt: "2020-01-01T00:00:00Z" };
      writeFileSync(join(home, ".aws/sso/cache", file), JSON.stringify(token));
    }
    for (const profile of ["sso", "older"]) {
      const { error, calls } = await ask({ config: { profile }, secrets: {} });
      expect(error).to.include({ code: "auth", retryable: false });
      expect(error?.actions).to.deep.equal([`Sign in again: aws sso login --profile ${profile}`]);
      expect(JSON.stringify(error)).not.to.include("sso-token-secret");
      expect(calls).to.deep.equal([]);
    }
  });

  it("are missed in a sentence that says why, and holds nothing of what a program printed", async () => {
    const printing = credentialProcess('echo "not json, printed-secret"; echo "complained-secret" >&2; exit 3');
    write("config", ["[profile broken]", `credential_process = ${printing} --with argument-secret`, "[profile empty]", "region = eu-west-1"]);
    const broken = await ask({ config: { profile: "broken" }, secrets: {} });
    expect(broken.error).to.include({ code: "not-configured", message: 'The AWS profile "broken" gave no credentials: its credential_process failed.' });
    expect(JSON.stringify([broken.error, String(broken.error?.cause)])).not.to.match(/(printed|complained|argument)-secret/);
    expect((await ask({ config: { profile: "nobody" }, secrets: {} })).error?.message).to.include("it is not in ~/.aws/config");
    expect((await ask({ config: { profile: "empty" }, secrets: {} })).error).to.include({ code: "not-configured" });
    const none = (await ask({ secrets: {}, config: { region: "us-west-2" } })).error;
    expect(none).to.include({ code: "not-configured" });
    expect(none?.actions.join(" ")).to.include("AWS_BEARER_TOKEN_BEDROCK").and.include("AWS_PROFILE");
  });

  it("are worth another try where AWS's sign-in service was not reached", async () => {
    write("credentials", ["[base]", "aws_access_key_id = AKIDBASE", "aws_secret_access_key = base-secret"]);
    write("config", ["[profile role]", "role_arn = arn:aws:iam::123456789012:role/dev", "source_profile = base"]);
    process.env["AWS_ENDPOINT_URL_STS"] = "http://127.0.0.1:1";
    process.env["AWS_MAX_ATTEMPTS"] = "1";
    const { error } = await ask({ config: { profile: "role" }, secrets: {} });
    expect(error).to.include({ code: "network", retryable: true, vendorCode: "ECONNREFUSED" });
    expect(JSON.stringify(error)).not.to.include("base-secret");
  });

  it("are waited for no longer than the request is wanted, and a failure is not kept", async () => {
    const { promise, resolve } = Promise.withResolvers<Credentials>();
    let asked = 0;
    const chain = new CredentialChain(() => {
      asked += 1;
      return asked === 2 ? Promise.reject(new Error("down")) : promise;
    });
    const wish = { profile: undefined, region };
    const stop = new AbortController();
    const waiting = failure(chain.get(wish, stop.signal));
    stop.abort();
    expect((await waiting).code).to.equal("cancelled");
    const other = { profile: "other", region };
    expect(await chain.get(other, signal).catch(String)).to.equal("Error: down");
    resolve({ accessKeyId: "a", secretAccessKey: "s" });
    expect(await chain.get(other, signal)).to.include({ accessKeyId: "a" });
    expect(await chain.get(wish, signal)).to.include({ accessKeyId: "a" });
    expect(asked).to.equal(3);
  });
});
