import { execute } from "@ainative-code/sdk/oclif";
export async function run(): Promise<void> {
  await execute({ dir: new URL("../..", import.meta.url).href });
}
