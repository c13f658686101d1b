/** What `--permission-mode` takes. */
export { permissionModes } from "../core/permissions/policy.ts";
