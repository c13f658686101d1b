import { AinError, toAinError } from "@ainative-code/sdk";

/** What the SDK says of a place where there was nothing, as a clause; what it says besides may hold secrets and is not told. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/command failed|spawn|exit(ed)? (with )?code/i, "its credential_process failed"],
  [/credential_process returned expired/i, "its credential_process gave credentials that have expired"],
  [/credential_process (returned|did not return)/i, "its credential_process gave no credentials that can be read"],
  [/multi-factor/i, "its role asks for a code of a second factor, which can't be given here"],
  [/cycle attempting/i, "its roles refer to each other in a circle"],
  [/not authorized to perform: sts:AssumeRole|AccessDenied/i, "its role may not be assumed"],
  [/could not be found|was not found/i, "it is not in ~/.aws/config or ~/.aws/credentials"],
  [/unsupported credential source/i, "its credential_source is not known"],
  [/invalid SSO credentials|missing required property/i, "its settings for SSO are not complete"],
];

const ways = [
  "Set an API key of Bedrock: export AWS_BEARER_TOKEN_BEDROCK=...",
  "Or keys: export AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=...",
  "Or a profile of ~/.aws/config: export AWS_PROFILE=...",
];

/** The error of credentials that were not found. `told`: what was said on the way, in its order. */
export function chainError(thrown: unknown, told: readonly string[], profile: string | undefined): AinError {
  const last = thrown instanceof Error ? thrown.message : "";
  const said = [last, ...told];
  const name = profile ?? "default";
  if (said.some(isExpiredSignIn)) {
    const program = said.some((text) => /aws login|re-authenticate/i.test(text)) ? "login" : "sso login";
    return new AinError("auth", `The sign-in of the AWS profile "${name}" has expired.`, {
      retryable: false,
      actions: [`Sign in again: aws ${program}${profile === undefined ? "" : ` --profile ${profile}`}`],
    });
  }
  const { code, vendorCode } = toAinError(thrown);
  if (code === "network") {
    return new AinError("network", `The sign-in service of AWS was not reached for the profile "${name}".`, {
      vendorCode,
      actions: ["Check the network, then try again.", ...ways.slice(0, 1)],
    });
  }
  const reason = reasons.find(([words]) => said.some((text) => words.test(text)))?.[1];
  if (profile === undefined) {
    const why = reason === undefined || /not in ~/.test(reason) ? "" : ` The AWS profile "default": ${reason}.`;
    return new AinError("not-configured", `No credentials for AWS were found.${why}`, { actions: ways });
  }
  const why = reason === undefined ? "" : `: ${reason}`;
  return new AinError("not-configured", `The AWS profile "${name}" gave no credentials${why}.`, {
    actions: [`Try it alone: aws sts get-caller-identity --profile ${name}`, ...ways.slice(0, 2)],
  });
}

function isExpiredSignIn(text: string): boolean {
  return /sso session .*(expired|invalid|not found)|token is expired|sso token|re-authenticate using aws login/i.test(text);
}
