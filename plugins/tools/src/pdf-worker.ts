import { parentPort, workerData } from "node:worker_threads";
import { pdfPages } from "./pdf-pages.ts";

const { bytes, wanted } = workerData as { readonly bytes: Uint8Array; readonly wanted: string | undefined };
parentPort?.postMessage(await pdfPages(bytes, wanted));
