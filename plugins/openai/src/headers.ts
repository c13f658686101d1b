import { isOfficial, type Settings } from "./settings.ts";

/** The headers of every request. The account's names go to OpenAI only. */
export function headersOf(settings: Settings, key: string | undefined): Readonly<Record<string, string>> {
  const { organization, project } = settings;
  const official = isOfficial(settings);
  return {
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    ...(official && organization !== undefined ? { "openai-organization": organization } : {}),
    ...(official && project !== undefined ? { "openai-project": project } : {}),
  };
}
