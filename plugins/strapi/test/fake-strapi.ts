import { once } from "node:events";
import { createServer } from "node:http";

export interface FakeStrapi extends AsyncDisposable {
  readonly baseURL: string;
}

/** The tokens it knows. */
export const tokens = { full: "full-access-token", readOnly: "read-only-token" };

const type = (uid: string, kind: string, names: readonly [singular: string, plural: string, display: string]): object => {
  const [singularName, pluralName, displayName] = names;
  return { uid, apiID: singularName, schema: { displayName, singularName, pluralName, kind, draftAndPublish: true, attributes: {} } };
};

const types = [
  type("plugin::upload.file", "collectionType", ["file", "files", "File"]),
  type("api::homepage.homepage", "singleType", ["homepage", "homepages", "Homepage"]),
  type("api::article.article", "collectionType", ["article", "articles", "Article"]),
];

/**
 * What Strapi 5 answers to whoever asks for its content types. Its real server (700 MB of packages, ten seconds to
 * start) is too heavy for every run of the tests; the shapes are those of its REST API.
 */
export async function startFakeStrapi({ page }: { readonly page?: string } = {}): Promise<FakeStrapi> {
  const server = createServer(({ url, headers }, response) => {
    const json = (status: number, value: unknown): void =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    const refuse = (status: number, name: string, message: string): void =>
      json(status, { data: null, error: { status, name, message, details: {} } });
    if (page !== undefined) response.writeHead(404, { "content-type": "text/html" }).end(page);
    else if (url !== "/api/content-type-builder/content-types") refuse(404, "NotFoundError", "Not Found");
    else if (headers.authorization === `Bearer ${tokens.full}`) json(200, { data: types });
    else if (headers.authorization === `Bearer ${tokens.readOnly}`) refuse(403, "ForbiddenError", "Forbidden");
    else if (headers.authorization === undefined) refuse(403, "ForbiddenError", "Forbidden");
    else refuse(401, "UnauthorizedError", "Missing or invalid credentials");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    baseURL: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
