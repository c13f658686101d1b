/** Folders of programs whose whole content is keys or opens doors: OpenSSH, GnuPG, AWS, Azure, Kubernetes, Docker, pass. */
const folders: ReadonlySet<string> = new Set([".ssh", ".gnupg", ".aws", ".azure", ".kube", ".docker", ".password-store"]);

/** Names of files that hold keys by the habits of their programs: dotenv, OpenSSH, netrc, npm, PyPI, PostgreSQL, git, Apache, Java, KeePass. */
const files: readonly RegExp[] = [
  /^\.env(?:\..+)?$/i,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_\w+)?$/,
  /\.(?:pem|p12|pfx|key|keystore|jks|kdbx)$/i,
  /^\.(?:netrc|npmrc|pypirc|pgpass|git-credentials|htpasswd)$/,
  /^credentials(?:\.(?:json|ya?ml|toml|ini|txt))?$/i,
  /^secrets?\.(?:json|ya?ml|toml|ini|txt)$/i,
];

/** Templates, which are made to be read. */
const templates = /^\.env\.(?:example|sample|template|dist|defaults?)$/i;

/** Whether a path is one where secrets are kept, or below such a folder. */
export function namesSecret(path: string): boolean {
  const names = path.split(/[/\\:]/);
  const last = names.at(-1) ?? "";
  return names.some((name) => folders.has(name)) || (!templates.test(last) && files.some((pattern) => pattern.test(last)));
}
