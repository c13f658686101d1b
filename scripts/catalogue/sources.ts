/** The list everything is taken from. To move on to a newer one, change all of these together. */
export const sourcePackage = {
  name: "@earendil-works/pi-ai",
  version: "1.5.2",
  /** The day of its release. */
  date: "2026-11-10",
  integrity: "sha512-2tWPSnV3qzfiDIY3aWluBag3vC++Vs+VsXt/UquSU5onPMohPih72FUhIhaqmDdMYubOgB3Byl9uF4Vk40JLvQ==",
  /** The folder of its data, one file per provider. */
  data: "dist/providers/data",
} as const;

export interface Source {
  /** Folder below plugins/. */
  readonly plugin: string;
  readonly file: string;
  /** What other lists call this provider. */
  readonly listedAs?: readonly string[];
  /** The same models as another vendor sells them: what this list says of them completes `file`. */
  readonly sibling?: string;
  /** A map of thinking levels that says nothing of "off" means that thinking can be switched off. */
  readonly canDisableUnlessTold?: boolean;
  /** Models that keep a prompt for an hour at twice the price of input, as the vendor's price list says. */
  readonly hourlyCache?: RegExp;
  /** Models that keep of a prompt what is marked; others keep what they see fit. */
  readonly markedCache?: RegExp;
  /** Models whose window holds input and answer: the most of input is what the longest answer leaves. */
  readonly sharedWindow?: RegExp;
}

export const sources: readonly Source[] = [
  { plugin: "anthropic", file: "anthropic.json", canDisableUnlessTold: true, hourlyCache: /./, markedCache: /./ },
  { plugin: "openai", file: "openai.json", sibling: "azure.json", sharedWindow: /^gpt-[5-9]/ },
  { plugin: "gemini", file: "google.json", listedAs: ["google"] },
  { plugin: "bedrock", file: "amazon-bedrock.json", listedAs: ["amazon-bedrock"], hourlyCache: /claude/, markedCache: /claude|nova/ },
  { plugin: "azure", file: "azure.json", sibling: "openai.json", sharedWindow: /^gpt-[5-9]/ },
];
