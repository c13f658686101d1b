import type { ContentType } from "./content-types.ts";
import type { StrapiStatus } from "./strapi-status.ts";

const tokens: Readonly<Record<StrapiStatus["token"], string>> = {
  accepted: "accepted",
  none: "none is set; only public content can be read",
  unknown: "this Strapi does not say whether it accepts it",
};

/** For people: where, what the token is worth, and what there is. */
export function statusText({ baseURL, token, contentTypes }: StrapiStatus): string {
  return [`Server   ${baseURL}`, `Token    ${tokens[token]}`, ...contentLines(contentTypes)].join("\n");
}

function contentLines(types: readonly ContentType[] | null): string[] {
  if (types === null) {
    return ["Content  its types can't be listed: that needs another token, for example one of the type Full access"];
  }
  if (types.length === 0) return ["Content  no types yet"];
  return ["Content", ...types.map(({ path, name, kind }) => `  ${path}  ${name}${kind === "single" ? "  (one entry)" : ""}`)];
}
