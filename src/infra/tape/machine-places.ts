import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { placesOf, type TapePlaces } from "@ainative-code/sdk";

/** The folders of this machine that a tape must not depend on. */
export function machinePlaces(cwd: string): TapePlaces {
  return placesOf({ cwd, tmp: tmpdir() }, realpathSync);
}
