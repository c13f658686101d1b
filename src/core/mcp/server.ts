/** Where a server's settings stand: the user's config, a project's `.mcp.json`, or a file named on the command line. */
export type ServerOrigin = "user" | "project" | "file";

interface ServerBase {
  /** As it is called in the settings. */
  readonly name: string;
  readonly origin: ServerOrigin;
  /** Milliseconds for a connection, and for a call without a word of progress. */
  readonly timeoutMs: number;
  /** Names of its tools, as the server says them, `*` for any text. Without `allow` all are, but those of `deny`. */
  readonly tools: { readonly allow: readonly string[] | undefined; readonly deny: readonly string[] };
}

/** A program that is started, and spoken to over its input and output. */
export interface StdioServer extends ServerBase {
  readonly kind: "stdio";
  readonly command: string;
  readonly args: readonly string[];
  /** Added to the few variables that every server gets. May hold references. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string | undefined;
  /**
   * `false`: it runs outside of the sandbox. `true`: inside, or not at all. As the settings of the sandbox say where it is
   * missing.
   */
  readonly sandbox?: boolean;
  /** Folders that it may write to in the sandbox besides. */
  readonly writable?: readonly string[];
}

/** A service on the net. */
export interface HttpServer extends ServerBase {
  readonly kind: "http";
  /** May hold references. */
  readonly url: string;
  /** Sent to that host alone. May hold references. */
  readonly headers: Readonly<Record<string, string>>;
  /** It speaks the older transport only. */
  readonly sse: boolean;
  readonly oauth: OAuthSettings;
}

/** How to log in where the server wants that and can't tell by itself. */
export interface OAuthSettings {
  /** Of a client that was registered by hand; without it one is registered when somebody logs in. */
  readonly clientId?: string;
  /** May be a reference, as may the key. */
  readonly clientSecret?: string;
  readonly scope?: string;
  /** Of the address that the browser comes back to; any free one where it is not set. */
  readonly callbackPort?: number;
  /** A document that describes the client; its URL is the client's id for servers that take such. */
  readonly clientMetadataUrl?: string;
  /** The authorization server that the client was registered with. */
  readonly issuer?: string;
  /**
   * `client_credentials`: the client itself logs in, and no person. `cross_app_access`: the organisation's identity
   * provider vouches for the person.
   */
  readonly grant?: string;
  /** Signs for the client in place of its secret: PKCS #8, as text. */
  readonly privateKey?: string;
  /** How it signs. */
  readonly algorithm?: string;
  /** Of the identity provider: where it exchanges tokens, and how it calls this program. */
  readonly idpTokenEndpoint?: string;
  readonly idpClientId?: string;
  /** Who the person is, as that provider says it; may be a reference. */
  readonly identityToken?: string;
}

export type McpServer = StdioServer | HttpServer;

/** Milliseconds, where a server's settings name none. */
export const defaultTimeoutMs = 60_000;
