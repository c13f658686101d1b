import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { placesOf, type Host, type TapePlaces } from "@ainative-code/sdk";

/** The same places that a recording is made with, as they are here and now. */
export function hostPlaces(host: Host): TapePlaces {
  return placesOf({ cwd: host.dirs.cwd, tmp: tmpdir() }, realpathSync);
}
