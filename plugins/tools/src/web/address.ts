import { AinError } from "@ainative-code/sdk";

/** The URL to ask, without its fragment. Throws `invalid-input` for what is no address of a page. */
export function webAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw refused(`"${text}" is no address.`);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refused(`${url.protocol} addresses are not read.`);
  if (url.username !== "" || url.password !== "") throw refused("An address with a user name or password is not asked.");
  url.hash = "";
  return url;
}

function refused(message: string): AinError {
  return new AinError("invalid-input", message, { actions: ["Write it as https://HOST/PATH; read files with the tool read."] });
}
