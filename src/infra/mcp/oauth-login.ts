import { randomBytes } from "node:crypto";
import { UnauthorizedError } from "@modelcontextprotocol/sdk/client/auth.js";
import type { OAuthClientProvider, OAuthDiscoveryState } from "@modelcontextprotocol/sdk/client/auth.js";
import type { OAuthClientInformationMixed, OAuthClientMetadata, OAuthTokens } from "@modelcontextprotocol/sdk/shared/auth.js";
import { OAuthClientInformationSchema, OAuthTokensSchema } from "@modelcontextprotocol/sdk/shared/auth.js";
import type { LoginStore, SavedLogin } from "../../core/mcp/saved-login.ts";
import type { OAuthSettings } from "../../core/mcp/server.ts";
import type { ExpectedReturn } from "../http/callback-server.ts";

/** How a person is sent to log in. Without it, only what is kept is used and renewed. */
export interface Interaction {
  /** Where the browser comes back to. */
  readonly redirectUrl: string;
  /** Sends the person to this address. */
  open(url: URL): void;
}

export interface OAuthLoginParts {
  readonly settings: OAuthSettings;
  readonly store: LoginStore;
  readonly interaction?: Interaction | undefined;
  /** What it hands out is secret. */
  readonly hideSecret: (secret: string) => void;
}

/** The login at one server, as the protocol's library asks for it. */
export class OAuthLogin implements OAuthClientProvider {
  readonly clientMetadataUrl?: string;
  readonly #parts: OAuthLoginParts;
  readonly #state = randomBytes(16).toString("base64url");
  #login: SavedLogin | undefined;
  #metadata: Readonly<Record<string, unknown>> = {};
  #verifier = "";
  #isDone = false;

  constructor(parts: OAuthLoginParts) {
    this.#parts = parts;
    if (parts.settings.clientMetadataUrl !== undefined) this.clientMetadataUrl = parts.settings.clientMetadataUrl;
  }

  /** The state comes back with the browser, and is not known to anybody else. */
  get expected(): ExpectedReturn {
    const { issuer, authorization_response_iss_parameter_supported: names } = this.#metadata;
    return { state: this.#state, issuer: typeof issuer === "string" ? issuer : undefined, namesIssuer: names === true };
  }

  get redirectUrl(): string {
    return this.#parts.interaction?.redirectUrl ?? this.#login?.redirectUrl ?? "http://127.0.0.1/callback";
  }

  get clientMetadata(): OAuthClientMetadata {
    const { scope, clientSecret } = this.#parts.settings;
    const metadata = {
      client_name: "AINative Code",
      redirect_uris: [this.redirectUrl],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: clientSecret === undefined ? "none" : "client_secret_basic",
      application_type: "native",
      ...(scope === undefined ? {} : { scope }),
    };
    return metadata;
  }

  state(): string {
    return this.#state;
  }

  async clientInformation(): Promise<OAuthClientInformationMixed | undefined> {
    const { settings, interaction } = this.#parts;
    const { client, redirectUrl } = await this.#known();
    const { clientId, clientSecret, issuer } = settings;
    if (clientId !== undefined) {
      const bound = client?.["client_id"] === clientId && typeof client["issuer"] === "string" ? client["issuer"] : issuer;
      return {
        client_id: clientId,
        ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
        ...(bound === undefined ? {} : { issuer: bound }),
      };
    }
    // Nobody is there who could log in, so nobody needs to be registered.
    if (client === undefined && interaction === undefined) throw new UnauthorizedError();
    const isElsewhere =
      interaction !== undefined && redirectUrl !== interaction.redirectUrl && client?.["redirect_uris"] !== undefined;
    return client === undefined || isElsewhere ? undefined : clientOf(client);
  }

  async saveClientInformation(client: OAuthClientInformationMixed): Promise<void> {
    if (client.client_secret !== undefined) this.#parts.hideSecret(client.client_secret);
    await this.#keep({ client: { ...client }, redirectUrl: this.redirectUrl });
  }

  /** Whoever logs in anew is not content with what there is. */
  async tokens(): Promise<OAuthTokens | undefined> {
    if (this.#parts.interaction !== undefined && !this.#isDone) return undefined;
    return tokensOf((await this.#known()).tokens);
  }

  async saveTokens(tokens: OAuthTokens): Promise<void> {
    this.#hide(tokens);
    this.#isDone = true;
    await this.#keep({ tokens: { ...tokens }, wantedScope: undefined });
  }

  async redirectToAuthorization(url: URL): Promise<void> {
    const { interaction } = this.#parts;
    const scope = url.searchParams.get("scope") ?? "";
    if (interaction === undefined) {
      await this.#keep({ wantedScope: scope });
      return;
    }
    const wanted = [
      ...new Set(`${scope} ${(await this.#known()).wantedScope ?? ""}`.split(" ").filter((one) => one !== "")),
    ].join(" ");
    if (wanted !== "") url.searchParams.set("scope", wanted);
    interaction.open(url);
  }

  saveCodeVerifier(verifier: string): void {
    this.#verifier = verifier;
  }

  codeVerifier(): string {
    return this.#verifier;
  }

  async saveDiscoveryState(discovery: OAuthDiscoveryState): Promise<void> {
    this.#metadata = { ...discovery.authorizationServerMetadata };
    this.#login = { ...(await this.#known()), discovery: { ...discovery } };
  }

  /** What was refused is dropped, but for tokens that another process has renewed meanwhile. */
  async invalidateCredentials(scope: "all" | "client" | "tokens" | "verifier" | "discovery"): Promise<void> {
    const mine = this.#login?.tokens?.["refresh_token"];
    this.#login = await this.#parts.store.read();
    if (scope === "verifier" || scope === "discovery") return;
    const isRenewed = this.#login.tokens?.["refresh_token"] !== mine;
    const { client: _client, tokens: _tokens, ...others } = this.#login;
    const { client, tokens } = this.#login;
    await this.#write({
      ...others,
      ...(scope === "tokens" && client !== undefined ? { client } : {}),
      ...((scope === "client" || (scope === "tokens" && isRenewed)) && tokens !== undefined ? { tokens } : {}),
    });
  }

  async #known(): Promise<SavedLogin> {
    this.#login ??= await this.#parts.store.read();
    const tokens = tokensOf(this.#login.tokens);
    if (tokens !== undefined) this.#hide(tokens);
    return this.#login;
  }

  #hide({ access_token: access, refresh_token: refresh }: OAuthTokens): void {
    this.#parts.hideSecret(access);
    if (refresh !== undefined) this.#parts.hideSecret(refresh);
  }

  async #keep(change: { readonly [Key in keyof SavedLogin]: SavedLogin[Key] | undefined }): Promise<void> {
    const { discovery: _found, ...known } = await this.#known();
    const entries = Object.entries({ ...known, ...change }).filter(([, value]) => value !== undefined);
    await this.#write(Object.fromEntries(entries));
  }

  async #write(login: SavedLogin): Promise<void> {
    this.#login = login;
    await this.#parts.store.write(login);
  }
}

function clientOf(client: Readonly<Record<string, unknown>>): OAuthClientInformationMixed | undefined {
  return OAuthClientInformationSchema.safeParse(client).data;
}

function tokensOf(tokens: SavedLogin["tokens"]): OAuthTokens | undefined {
  return OAuthTokensSchema.safeParse(tokens).data;
}
