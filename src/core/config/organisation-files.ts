export interface OrganisationSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `process.platform`. */
  readonly platform: string;
}

/**
 * Where the organisation's file may be, absolute, the strongest first: the place that only administrators can write to,
 * and where nothing is there, what `AINATIVE_CODE_ORG_CONFIG` names. In this order, for otherwise a variable would lift
 * what the organisation has laid down. Not `%ProgramData%` on Windows, where every user may make a folder.
 */
export function organisationFiles({ env, platform }: OrganisationSource): string[] {
  const named = env["AINATIVE_CODE_ORG_CONFIG"] ?? "";
  const isAbsolute = platform === "win32" ? /^([a-z]:[\\/]|\\\\)/i.test(named) : named.startsWith("/");
  return [machineFile(env, platform), ...(isAbsolute ? [named] : [])];
}

function machineFile(env: OrganisationSource["env"], platform: string): string {
  if (platform === "win32") return `${env["PROGRAMFILES"] ?? "C:\\Program Files"}\\ainative-code\\config.yaml`;
  return platform === "darwin" ? "/Library/Application Support/ainative-code/config.yaml" : "/etc/ainative-code/config.yaml";
}
