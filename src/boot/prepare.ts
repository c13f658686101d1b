import { enableCompileCache } from "node:module";
import type { Folders } from "../core/config/folders.ts";

/** Sets what has to be set before oclif is loaded. */
export function prepare(folders: Folders): void {
  tellOclif(folders);
  if (!isKernelFolder(folders.cache)) enableCompileCache(`${folders.cache}/compile-cache`);
}

/** oclif knows neither `AINATIVE_CODE_HOME` nor the custom of each platform; these variables it takes as they are. */
function tellOclif(folders: Folders): void {
  process.env["AINATIVE_CODE_CONFIG_DIR"] = folders.config;
  process.env["AINATIVE_CODE_DATA_DIR"] = folders.data;
  process.env["AINATIVE_CODE_CACHE_DIR"] = folders.cache;
  // bin/run.js has looked at the version of Node; oclif would load 40 files to do it again.
  process.env["OCLIF_DISABLE_ENGINE_WARNING"] = "1";
}

/** Node's compile cache never comes back from a folder that can't be made below /proc. */
function isKernelFolder(path: string): boolean {
  return /^\/(proc|sys|dev)\//.test(path);
}
