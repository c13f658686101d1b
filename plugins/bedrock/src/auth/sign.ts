import { createHash } from "node:crypto";
import { AwsV4Signer } from "aws4fetch";
import type { Credentials } from "./credentials.ts";

export interface Unsigned {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: string;
}

export interface SigningScope {
  readonly region: string;
  /** Default: `bedrock`. */
  readonly service?: string;
  /** Default: now. */
  readonly date?: Date;
}

/**
 * The headers of a request signed with SigV4, `content-type` among them where it has a body. All of them but
 * `authorization` are covered by the signature and must be sent as they are.
 */
export async function signedHeaders(
  { method, url, body }: Unsigned,
  credentials: Credentials,
  { region, service = "bedrock", date = new Date() }: SigningScope,
): Promise<Readonly<Record<string, string>>> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new AwsV4Signer({
    method,
    url,
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(body === undefined ? {} : { body }),
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      "x-amz-content-sha256": createHash("sha256").update(body ?? "").digest("hex"),
    },
    allHeaders: true,
    region,
    service,
    datetime: date.toISOString().replaceAll(/[:-]|\.\d{3}/g, ""),
  });
  const { headers } = await signer.sign();
  return Object.fromEntries(headers);
}
