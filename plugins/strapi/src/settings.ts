import { AinError, type Host } from "@ainative-code/sdk";

/** Where Strapi is, without a slash at the end. Throws `not-configured`. */
export function baseURLOf({ config }: Pick<Host, "config">): string {
  const { baseURL } = config;
  if (typeof baseURL === "string") return baseURL.replace(/\/+$/, "");
  throw new AinError("not-configured", "The address of Strapi is not set.", {
    actions: ["Set it: ainative-code setup", "Or: ainative-code config set plugins.strapi.baseURL http://localhost:1337"],
  });
}
