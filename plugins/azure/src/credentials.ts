import { AinError, type Host } from "@ainative-code/sdk";

/** What says who asks. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  /** What must not be shown. */
  readonly secret: string;
}

/** The Entra token where one is set, since whoever set one means it, else the key. Throws `not-configured`. */
export async function credentialsOf(host: Host): Promise<Credentials> {
  const token = (await host.secret("token"))?.trim() ?? "";
  if (token !== "") return { headers: { authorization: `Bearer ${token}` }, secret: token };
  const key = (await host.secret("apiKey"))?.trim() ?? "";
  if (key !== "") return { headers: { "api-key": key }, secret: key };
  throw new AinError("not-configured", "Azure OpenAI has neither a key nor a token: AZURE_OPENAI_API_KEY is not set.", {
    actions: [
      "Keep the resource's key: ainative-code auth key set azure --name apiKey",
      "Or sign in by Entra: set plugins.azure.token to " +
        "'$(az account get-access-token --resource https://cognitiveservices.azure.com --query accessToken -o tsv)'",
    ],
  });
}
