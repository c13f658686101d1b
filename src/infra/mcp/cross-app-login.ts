import type { OAuthClientProvider } from "@modelcontextprotocol/sdk/client/auth.js";
import type { FetchLike } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { OAuthClientInformationMixed, OAuthClientMetadata, OAuthTokens } from "@modelcontextprotocol/sdk/shared/auth.js";
import { AinError } from "@ainative-code/sdk";
import { isRecord } from "../../core/config/is-record.ts";
import { cleanText } from "../../core/mcp/clean-text.ts";

export interface CrossAppSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The authorization server of the MCP server, with which the client is registered. */
  readonly issuer: string;
  /** Where the organisation's identity provider exchanges tokens. */
  readonly idpTokenEndpoint: string;
  readonly idpClientId: string;
  /** Says who the person is; from that provider. */
  readonly identityToken: string;
  readonly scope?: string | undefined;
}

interface CrossAppParts extends CrossAppSettings {
  readonly fetch: FetchLike;
  /** The MCP server that the grant is for. */
  readonly resource: string;
  readonly hideSecret: (secret: string) => void;
}

const kinds = "urn:ietf:params:oauth";

/**
 * The login of a person whose organisation decides which services its programs may use (SEP-990): the identity provider
 * exchanges its token for a grant (RFC 8693), with which the server's own authorization server gives access (RFC 7523).
 * Nobody is asked, and nothing is kept beyond this process.
 */
export class CrossAppLogin implements OAuthClientProvider {
  readonly redirectUrl = undefined;
  readonly clientMetadata: OAuthClientMetadata;
  readonly #parts: CrossAppParts;
  #tokens: OAuthTokens | undefined;

  constructor(parts: CrossAppParts) {
    this.#parts = parts;
    const { scope } = parts;
    const metadata = {
      client_name: "AINative Code",
      redirect_uris: [],
      grant_types: [`${kinds}:grant-type:jwt-bearer`],
      token_endpoint_auth_method: "client_secret_basic",
    };
    this.clientMetadata = { ...metadata, ...(scope === undefined ? {} : { scope }) };
  }

  clientInformation(): OAuthClientInformationMixed {
    const { clientId, clientSecret, issuer } = this.#parts;
    return { client_id: clientId, client_secret: clientSecret, issuer };
  }

  tokens(): OAuthTokens | undefined {
    return this.#tokens;
  }

  saveTokens(tokens: OAuthTokens): void {
    this.#parts.hideSecret(tokens.access_token);
    this.#tokens = tokens;
  }

  redirectToAuthorization(): void {
    throw new AinError("internal", "A login through the identity provider has no page.");
  }

  saveCodeVerifier(): void {
    // There is no code.
  }

  codeVerifier(): string {
    throw new AinError("internal", "A login through the identity provider has no code.");
  }

  async prepareTokenRequest(scope?: string): Promise<URLSearchParams> {
    const assertion = await this.#grant(scope);
    return new URLSearchParams({
      assertion,
      grant_type: `${kinds}:grant-type:jwt-bearer`,
      ...(scope === undefined ? {} : { scope }),
    });
  }

  /** What the identity provider allows. Throws `auth` where it does not. */
  async #grant(scope: string | undefined): Promise<string> {
    const { fetch, identityToken, idpClientId, idpTokenEndpoint, issuer, resource } = this.#parts;
    const body = new URLSearchParams({
      grant_type: `${kinds}:grant-type:token-exchange`,
      requested_token_type: `${kinds}:token-type:id-jag`,
      subject_token: identityToken,
      subject_token_type: `${kinds}:token-type:id_token`,
      audience: issuer,
      resource,
      client_id: idpClientId,
      ...(scope === undefined ? {} : { scope }),
    });
    const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
    const response = await fetch(idpTokenEndpoint, { method: "POST", headers, body });
    const answer: unknown = await response.json().catch(() => undefined);
    const grant = isRecord(answer) ? answer["access_token"] : undefined;
    if (!response.ok || typeof grant !== "string") throw refused(response.status, answer);
    this.#parts.hideSecret(grant);
    return grant;
  }
}

function refused(status: number, answer: unknown): AinError {
  const said = isRecord(answer) ? cleanText(answer["error_description"] ?? answer["error"], 300) : "";
  return new AinError(
    "auth",
    `The identity provider does not let this program use the server (status ${status})${said === "" ? "." : `: ${said}`}`,
    {
      actions: ["Get a new identity token, and ask whoever runs your identity provider whether it allows this server."],
    },
  );
}
