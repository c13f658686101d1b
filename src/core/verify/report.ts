/** Something that is wrong with a plugin. */
export interface Finding {
  /** The law that it breaks, as a short name. */
  readonly law: string;
  /** What it was found on: a file, a module, a fixture. */
  readonly subject: string;
  /** What was expected and what came. */
  readonly message: string;
  /** `unusable`: the host can't load it. `untried`: nobody knows whether it works. `advice`: it works, and could be better. */
  readonly weight: "unusable" | "broken" | "untried" | "advice";
}

/** What was looked at, and in one line what came of it. */
export interface Check {
  readonly name: string;
  readonly told: string;
}

export interface Report {
  readonly plugin: string;
  readonly version: string;
  /** Absolute. */
  readonly root: string;
  readonly checks: readonly Check[];
  readonly findings: readonly Finding[];
}

/** What the checks of one plugin write down. */
export class ReportBook {
  readonly checks: Check[] = [];
  readonly findings: Finding[] = [];

  check(name: string, told: string): void {
    this.checks.push({ name, told });
  }

  add(weight: Finding["weight"], law: string, subject: string, message: string): void {
    this.findings.push({ law, subject, message, weight });
  }
}
