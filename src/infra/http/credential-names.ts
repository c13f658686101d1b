/** Headers and query parameters that may carry a credential. Rather one too many: the price is a redirect not followed. */
const credentialName = /key|token|secret|password|passwd|signature|credential|authorization|cookie|^sig$|^auth$/i;

/** True where anything of a request could be a secret that must not reach another host. */
export function carriesCredential(headers: Readonly<Record<string, string>>, url: URL): boolean {
  return Object.keys(headers).some(isCredentialName) || [...url.searchParams.keys()].some(isCredentialName);
}

function isCredentialName(name: string): boolean {
  return credentialName.test(name);
}
