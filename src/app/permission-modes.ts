import { permissionModes as modes } from "../core/permissions/policy.ts";

/** What `--permission-mode` takes. */
export const permissionModes = modes;
