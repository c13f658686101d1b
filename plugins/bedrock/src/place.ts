import { AinError } from "@ainative-code/sdk";
import type { Settings } from "./settings.ts";

/** Where a request goes. */
export interface Place {
  /** Origin and first part of the path, without a slash at the end. */
  readonly url: string;
  /** The region that signatures are made for. */
  readonly region: string;
  /** How a sentence names the server. */
  readonly who: string;
  /** It is AWS itself, a VPC endpoint included. */
  readonly isAws: boolean;
}

/** Ends of host names, by the beginning of a region's name; the first that fits counts. */
const suffixes: readonly (readonly [string, string])[] = [
  ["cn-", "amazonaws.com.cn"],
  ["eusc-", "amazonaws.eu"],
];

/** Where answers of a model come from. The region in an ARN wins. Throws `not-configured` where there is no region. */
export function runtimePlace({ region: set, baseURL }: Settings, model: string): Place {
  const region = regionOfArn(model) ?? set;
  if (region === undefined) throw noRegion();
  return placeOf("bedrock-runtime", region, baseURL);
}

/** Where the list of models comes from. Throws `not-configured` where there is no region. */
export function controlPlace({ region, controlURL }: Settings): Place {
  if (region === undefined) throw noRegion();
  return placeOf("bedrock", region, controlURL);
}

function placeOf(service: string, region: string, own: string | undefined): Place {
  if (!/^[a-z0-9-]+$/.test(region)) throw noRegion(region);
  const suffix = suffixes.find(([start]) => region.startsWith(start))?.[1] ?? "amazonaws.com";
  const url = own ?? `https://${service}.${region}.${suffix}`;
  const { host, hostname } = new URL(url);
  const isAws = /(^|\.)amazonaws\.(com|com\.cn|eu)$/.test(hostname);
  return { url, region, who: isAws ? "Amazon Bedrock" : host, isAws };
}

/** `arn:aws:bedrock:eu-west-1:123456789012:…` names its region; other ids do not. */
function regionOfArn(model: string): string | undefined {
  const region = /^arn:[^:]*:[^:]*:([^:]*):/.exec(model)?.[1];
  return region === "" ? undefined : region;
}

/** A model's id or ARN as one part of a path. */
export function pathOfModel(model: string): string {
  const hex = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return `/model/${encodeURIComponent(model).replaceAll(/[!'()*]/g, hex)}`;
}

function noRegion(wrong?: string): AinError {
  const what = wrong === undefined ? "No region of AWS is set" : `This is no region of AWS: ${wrong}`;
  return new AinError("not-configured", `${what}, and Bedrock is asked in one.`, {
    actions: [
      "Set it for this shell: export AWS_REGION=us-east-1",
      "Or for good: ainative-code config set plugins.bedrock.region us-east-1",
    ],
  });
}
