export { main } from "./main.ts";
export { manifestOf } from "./manifest-of.ts";
export { isManifestFresh, writeManifest } from "./write-manifest.ts";
