import { parentPort, workerData } from "node:worker_threads";
import { markdownOf } from "./web/markdown-of.ts";

const { html, url } = workerData as { readonly html: string; readonly url: string };
parentPort?.postMessage(markdownOf(html, url));
