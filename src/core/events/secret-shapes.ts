/**
 * What a secret looks like when nobody has told us of it: the prefixes that vendors publish for their keys. None of these
 * patterns may take more than linear time: the text can be anything a server or a tool says.
 */
const shapes: readonly string[] = [
  String.raw`\bsk-[\w-]{16,}`, // OpenAI, Anthropic, OpenRouter
  String.raw`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`, // AWS access key id
  String.raw`\bAIza[\w-]{35,}`, // Google API key
  String.raw`\bya29\.[\w-]{20,}`, // Google OAuth
  String.raw`\bgh[pousr]_[A-Za-z0-9]{20,}`, // GitHub
  String.raw`\bgithub_pat_\w{20,}`,
  String.raw`\bglpat-[\w-]{16,}`, // GitLab
  String.raw`\bxox[abeoprs]-[\w-]{10,}`, // Slack
  String.raw`\bnpm_[A-Za-z0-9]{30,}`,
  String.raw`\bhf_[A-Za-z0-9]{30,}`, // Hugging Face
  String.raw`\bgsk_[A-Za-z0-9]{20,}`, // Groq
  String.raw`\bxai-[A-Za-z0-9]{20,}`,
  String.raw`(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*`, // JSON web token
  String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`,
];

const shape = new RegExp(shapes.join("|"), "g");

/** `Bearer` with something that is no English word: 16 characters, or 8 with a digit. */
const bearer = /\b(Bearer\s+)(?:[\w.~+/-]{16,}|(?=\S*\d)[\w.~+/-]{8,})=*/gi;
const authorizationHeader = /\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?(?:Basic\s+|Bearer\s+)?)[^\s"',]+/gi;
const userInfo = /(:\/\/)[^\s/@"'?#]{1,500}@/g;

/** Cheap to test (case by case, since the `i` flag doubles its price), true for every text that a pattern above could change. */
const suspicious = new RegExp(
  "sk-|A[KS]IA|AIza|ya29|gh[pousr]_|github_pat|glpat|xox|npm_|hf_|gsk_|xai-|eyJ|PRIVATE KEY" +
    "|[bB](?:earer|EARER)|[aA](?:uthorization|UTHORIZATION)|://[^/]*@",
);

export const redacted = "[redacted]";

/** Replaces what looks like a secret; the same string where nothing does. */
export function redactShapes(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replace(shape, redacted)
    .replace(bearer, `$1${redacted}`)
    .replace(authorizationHeader, `$1${redacted}`)
    .replace(userInfo, `$1${redacted}@`);
}
