/** Names of files and folders that hold keys by the habits of their programs: dotenv, OpenSSH, GnuPG, AWS, npm, PyPI, git, netrc, Docker, Kubernetes. */
const names: readonly RegExp[] = [
  /^\.env(?:\..+)?$/i,
  /^\.(?:ssh|gnupg|aws|azure|kube|docker|password-store)$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_\w+)?$/,
  /\.(?:pem|p12|pfx|key|keystore|jks|kdbx)$/i,
  /^\.(?:netrc|npmrc|pypirc|pgpass|git-credentials|htpasswd)$/,
  /^(?:credentials|secrets?)(?:\.(?:json|ya?ml|toml|ini|txt))?$/i,
];

/** Templates, which are made to be read. */
const templates = /^\.env\.(?:example|sample|template|dist|defaults?)$/i;

/** Whether a path, or any folder on it, is one where secrets are kept. */
export function namesSecret(path: string): boolean {
  return path.split(/[/\\:]/).some((name) => !templates.test(name) && names.some((pattern) => pattern.test(name)));
}
