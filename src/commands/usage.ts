import { Command, Flags } from "@ainative-code/sdk/command";
import { looksOf } from "../app/line/open-terminal.ts";
import { services } from "../app/services.ts";
import { usageKeys, usageReport } from "../app/usage-report.ts";
import type { UsageReport } from "../app/usage-report.ts";
import { usageCsv } from "../print/usage/usage-csv.ts";
import { usagePicture } from "../print/usage/usage-picture.ts";

export default class Usage extends Command {
  static override description = "Show what was spent on models: by day, model, project or session, with a picture of it.";
  static override examples = [
    "<%= config.bin %> usage",
    "<%= config.bin %> usage --by model --days 7",
    "<%= config.bin %> usage --by session --here",
    "<%= config.bin %> usage --since 2026-01-01 --csv > usage.csv",
  ];
  static completes = { session: "session" };
  static override flags = {
    by: Flags.option({ options: usageKeys, default: "day" as const })({ description: "What is summed up together." }),
    days: Flags.integer({
      char: "n",
      description: "The last so many days, today included.",
      default: 30,
      min: 1,
      max: 3660,
      exclusive: ["since"],
    }),
    since: Flags.string({ description: "Since then: 2026-01-31, or 30m, 2h, 7d ago." }),
    until: Flags.string({ description: "Until then; a day counts whole." }),
    here: Flags.boolean({ description: "Only this project." }),
    session: Flags.string({ description: "Only one session, by the beginning of its id." }),
    csv: Flags.boolean({ description: "Print CSV, for spreadsheets.", exclusive: ["json"] }),
    "screen-reader": Flags.boolean({ description: "Nothing drawn: words and numbers only." }),
  };

  override async run(): Promise<UsageReport> {
    const { flags } = await this.parse(Usage);
    const own = services(this.config);
    try {
      const report = await usageReport(own, flags);
      if (flags.csv) this.log("%s", usageCsv(report));
      else if (report.groups.length === 0) this.log(nothing);
      else {
        const { colours, spoken } = looksOf(own.environment, flags["screen-reader"]);
        this.log(
          "%s",
          usagePicture(report, { columns: process.stdout.columns || 80, bars: spoken ? "none" : colours ? "blocks" : "ascii" }),
        );
      }
      return report;
    } finally {
      await own.close();
    }
  }
}

const nothing =
  "Nothing was spent in this time. See more of it: --days 365. What is asked from now on is counted: ainative-code chat";
