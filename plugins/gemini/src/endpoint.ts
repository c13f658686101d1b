import type { Settings } from "./settings.ts";

type Method = "streamGenerateContent" | "countTokens";

/** The URL of a method of a model. Never with a key in it: URLs end up in logs. */
export function urlOf(settings: Settings, model: string, method: Method): string {
  const query = method === "streamGenerateContent" ? "?alt=sse" : "";
  return `${rootOf(settings)}/${resourceOf(model)}:${method}${query}`;
}

/** The URL of a page of the list of models. */
export function modelsUrl(settings: Settings, pageSize: number, pageToken: string | undefined): string {
  const page = pageToken === undefined ? "" : `&pageToken=${encodeURIComponent(pageToken)}`;
  return `${rootOf(settings)}/models?pageSize=${pageSize}${page}`;
}

/** Vertex AI has another list of models, and another shape of token counts. */
export function isVertex({ baseURL }: Settings): boolean {
  const { hostname, pathname } = new URL(baseURL);
  return /(^|[.-])aiplatform\.googleapis\.com$/.test(hostname) || /\/(projects|publishers)\//.test(`${pathname}/`);
}

/** A model as the API names its resource: `models/gemini-3-pro`; tuned models bring their own folder. */
export function resourceOf(model: string): string {
  const [folder = "", ...rest] = model.split("/");
  const isResource = rest.length > 0 && /^(models|tunedModels)$/.test(folder);
  return isResource ? `${folder}/${encodeURIComponent(rest.join("/"))}` : `models/${encodeURIComponent(model)}`;
}

/** The base URL with what it leaves out: the version of the API, and on Vertex AI the publisher of the models. */
function rootOf(settings: Settings): string {
  const { baseURL } = settings;
  const { pathname } = new URL(baseURL);
  if (!isVertex(settings)) return /\/v\d+\w*$/.test(pathname) ? baseURL : `${baseURL}/v1beta`;
  const versioned = /\/v\d+\w*(\/|$)/.test(pathname) ? baseURL : `${baseURL}/v1`;
  return /\/publishers\/[^/]+$/.test(versioned) ? versioned : `${versioned}/publishers/google`;
}
