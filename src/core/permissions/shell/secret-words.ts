import type { ShellWord } from "./shell-command.ts";

/** Folders of programs whose whole content is keys or opens doors: OpenSSH, GnuPG, AWS, Azure, Kubernetes, Docker, pass. */
const folders: ReadonlySet<string> = new Set([".ssh", ".gnupg", ".aws", ".azure", ".kube", ".docker", ".password-store"]);

/**
 * Names of files that hold keys by the habits of their programs: dotenv, OpenSSH, netrc, npm, PyPI, PostgreSQL, git,
 * Apache, Java, KeePass.
 */
const files: readonly RegExp[] = [
  /^\.env(?:rc|[.~_-].*)?$/i,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_\w+)?$/i,
  /\.(?:pem|p12|pfx|key|keystore|jks|kdbx)$/i,
  /^\.(?:netrc|npmrc|pypirc|pgpass|git-credentials|htpasswd)$/i,
  /^credentials(?:\.(?:json|ya?ml|toml|ini|txt))?$/i,
  /^secrets?\.(?:json|ya?ml|toml|ini|txt)$/i,
];

/** Templates, which are made to be read. */
const templates = /^\.env[._-](?:example|sample|template|dist|defaults?)$/i;

/** Names that a pattern might mean. */
const samples = [
  ...folders,
  ".env",
  ".env.local",
  ".netrc",
  ".npmrc",
  ".pypirc",
  ".pgpass",
  ".git-credentials",
  ".htpasswd",
  "id_rsa",
  "id_dsa",
  "id_ecdsa",
  "id_ed25519",
];

/** More choices in braces than this are not looked at one by one. */
const maxChoices = 64;

/**
 * Whether a word of a command is a place where secrets are kept, or might become one when the shell expands it (`.e*`,
 * `{.env,x}`, `.$x`). A wildcard with nothing before it (`*`) leaves out names that begin with a dot.
 */
export function mayNameSecret({ text, sure }: ShellWord): boolean {
  return [text, text.replace(/^[^=]*=/, "")].some((path) => namesSecret(path) || (!sure && choicesOf(path).some(mightMatch)));
}

function mightMatch(path: string): boolean {
  if (namesSecret(path)) return true;
  return path.split(/[/\\:]/).some((name) => {
    const [, fixed = "", open = ""] = /^([^*?[$`]*)(.*)$/s.exec(name) ?? [];
    if (open === "" || !/^(?:\.|id_)/.test(fixed)) return false;
    const rest = open
      .replace(/[$`].*$/s, "*")
      .split(/(\*|\?|\[[^\]]*\])/)
      .map((piece) => (piece === "*" ? ".*" : /^(?:\?|\[.*\])$/s.test(piece) ? "." : literal(piece)));
    const pattern = new RegExp(`^${literal(fixed)}${rest.join("")}$`, "i");
    return samples.some((sample) => pattern.test(sample));
  });
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** `a{b,c}` is `ab` and `ac`. */
function choicesOf(text: string): readonly string[] {
  const done: string[] = [];
  const open = [text];
  for (let next = open.pop(); next !== undefined && done.length + open.length < maxChoices; next = open.pop()) {
    const [whole, before = "", inside = "", after = ""] = /^(.*)(?<!\$)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(next) ?? [];
    if (whole === undefined) done.push(next);
    else open.push(...inside.split(",").map((choice) => before + choice + after));
  }
  return done;
}

/** Whether a path is one where secrets are kept, or below such a folder. */
export function namesSecret(path: string): boolean {
  const names = path.split(/[/\\:]/);
  const last = names.at(-1) ?? "";
  return (
    names.some((name) => folders.has(name.toLowerCase())) ||
    (!templates.test(last) && files.some((pattern) => pattern.test(last)))
  );
}
