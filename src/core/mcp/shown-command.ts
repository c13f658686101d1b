import { hidden, secretReference } from "../config/secret-reference.ts";
import { redactShapes } from "../events/secret-shapes.ts";
import { isSecretKey } from "../events/secret-key.ts";

/** Names of a URL's parameters that stand before secrets, besides those that are secret everywhere. */
const parameters = /^(?:key|k|code|sig|signature|auth)$/i;

/** A command line as it may be shown: what follows the name of a secret is hidden, and so is what looks like one. */
export function shownCommand(command: string, args: readonly string[]): string {
  const words = args.map((word, index) => {
    const [, name, between = "", value = ""] = /^(-{0,2}[\w.-]+)([=:]\s*)([^]+)$/.exec(word) ?? [];
    if (name !== undefined && isSecretKey(name)) return `${name}${between}${shownValue(value)}`;
    const before = /^--?([\w.-]+)$/.exec(args[index - 1] ?? "")?.[1];
    return before !== undefined && isSecretKey(before) && !word.startsWith("-") ? shownValue(word) : word;
  });
  return redactShapes([command, ...words].join(" "));
}

/** A URL as it may be shown: without its password and without secrets among its parameters. */
export function shownUrl(text: string): string {
  return redactShapes(
    text.replaceAll(/([?&#])([^=&#]+)=([^&#]+)/g, (whole, mark: string, name: string, value: string) =>
      isSecretKey(name) || parameters.test(name) ? `${mark}${name}=${shownValue(value)}` : whole,
    ),
  );
}

/** A value that may be secret: references are shown, and what stands around `${NAME}` when it is no key; all else is hidden. */
export function shownValue(value: string): string {
  if (secretReference(value) !== undefined) return redactShapes(value.replace(/:-[^}]*\}/g, `:-${hidden}}`));
  if (!value.includes("${")) return hidden;
  return value.replaceAll(
    /\$\{(\w+)(:-[^}]*)?\}|[^\s$]+|\$/g,
    (piece, name: string | undefined, otherwise: string | undefined) => {
      if (name !== undefined) return otherwise === undefined ? piece : `\${${name}:-${hidden}}`;
      return /^(?:Bearer|Basic|Token)$/i.test(piece) ? piece : hidden;
    },
  );
}
