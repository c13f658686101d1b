/** Below the home folder, where programs keep what opens doors elsewhere. */
const below = [
  ".ssh", ".gnupg", ".aws", ".azure", ".config/gcloud", ".kube", ".docker", ".oci", ".terraform.d", ".password-store",
  ".netrc", "_netrc", ".git-credentials", ".config/git/credentials", ".npmrc", ".yarnrc.yml", ".pypirc", ".config/pip", ".pip",
  ".cargo/credentials", ".cargo/credentials.toml", ".gem/credentials", ".m2/settings.xml", ".gradle/gradle.properties",
  ".config/gh", ".config/glab-cli", ".config/hub", ".config/op", ".config/doctl", ".fly", ".vault-token", ".pgpass", ".my.cnf",
  ".boto", ".s3cfg", ".claude/.credentials.json", ".codex/auth.json", ".gemini/oauth_creds.json", ".local/share/keyrings",
  ".local/share/kwalletd", ".local/share/python_keyring", "Library/Keychains", ".mozilla", ".config/google-chrome",
  ".config/chromium", ".config/BraveSoftware", ".config/microsoft-edge", ".config/vivaldi", ".config/opera", ".thunderbird",
  "snap/firefox", "Library/Application Support/Google/Chrome", "Library/Application Support/Firefox",
  "Library/Application Support/BraveSoftware", "Library/Cookies",
] as const;

/** Of the machine, for commands that root runs. */
const ofMachine = [
  "/etc/shadow", "/etc/gshadow", "/etc/sudoers", "/etc/sudoers.d", "/etc/ssl/private", "/var/run/docker.sock",
] as const;

/**
 * Files and folders with credentials, keys and cookies; they need not exist. `homes` are absolute: the one that programs are
 * told of, and that of the user's account, which OpenSSH for one goes by.
 */
export function credentialPlaces(...homes: readonly string[]): readonly string[] {
  return [...[...new Set(homes)].flatMap((home) => below.map((name) => `${home}/${name}`)), ...ofMachine];
}
