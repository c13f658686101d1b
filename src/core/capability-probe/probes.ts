import type { Probe } from "./probe.ts";
import { imageProbe } from "./probes/image.ts";
import { modelListProbe } from "./probes/model-list.ts";
import { parallelToolsProbe } from "./probes/parallel-tools.ts";
import { pdfProbe } from "./probes/pdf.ts";
import { promptCacheProbe } from "./probes/prompt-cache.ts";
import { streamProbe } from "./probes/stream.ts";
import { structuredOutputProbe } from "./probes/structured-output.ts";
import { textProbe } from "./probes/text.ts";
import { thinkingProbe } from "./probes/thinking.ts";
import { tokenCountProbe } from "./probes/token-count.ts";
import { toolProbe } from "./probes/tool.ts";

/** All of them, the one that the others build on first. */
export const probes: readonly Probe[] = [
  textProbe,
  streamProbe,
  toolProbe,
  parallelToolsProbe,
  imageProbe,
  pdfProbe,
  thinkingProbe,
  structuredOutputProbe,
  promptCacheProbe,
  tokenCountProbe,
  modelListProbe,
];
