import { AinError } from "@ainative-code/sdk";

/** Of an event that can't be read; the error quotes how it begins. */
export function noJson(data: string, cause?: unknown): AinError {
  const details = { data: data.slice(0, 200) };
  return new AinError("protocol", "The server sent an event that is no JSON.", {
    details,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Of a stream into which another one was mixed. */
export function secondAnswer(): AinError {
  return new AinError("protocol", "The server began a second answer in the middle of the first one.", {
    actions: ["Try again; if it happens often, look at the gateway between you and the model."],
  });
}
