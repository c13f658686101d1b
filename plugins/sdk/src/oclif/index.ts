/** oclif itself, for the host and for build tools. An author of commands needs `@ainative-code/sdk/command` only. */
export {
  Config,
  Errors,
  execute,
  flush,
  handle,
  Help,
  type Interfaces,
  loadHelpClass,
  Performance,
  Plugin,
  run,
  settings,
  ux,
} from "@oclif/core";
