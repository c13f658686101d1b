/** What the model is told of the place it works in. */
export interface Surroundings {
  readonly cwd: string;
  /** As `process.platform`. */
  readonly platform: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

export function environmentPart({ cwd, platform, date }: Surroundings): string {
  return [`Working directory: ${cwd}`, `Platform: ${platform}`, `Date: ${date}`].join("\n");
}
