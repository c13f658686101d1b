import { AinError } from "@ainative-code/sdk";

/** It was there when the caller found it: another process has deleted it, or the file was exchanged. */
export function noSuchSession(file: string, sessionId: string): AinError {
  return new AinError("storage", `Session ${sessionId} is not in ${file} any more.`, {
    actions: ["See which sessions there are: ainative-code session list"],
  });
}
