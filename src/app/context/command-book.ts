import type { OwnCommand } from "../../core/context/own-command.ts";
import type { Services } from "../services.ts";
import { ownCommands } from "./own-commands.ts";

/** The prompts with a name, of a place in which a conversation goes on. */
export interface CommandBook {
  /** As they were when they were last read. */
  readonly known: readonly OwnCommand[];
  /** As they are now. */
  read(): Promise<readonly OwnCommand[]>;
}

/** Begins to read them. What is broken is told once, when they are asked for. */
export function commandBook(place: Pick<Services, "environment" | "folders">, onNotice: (text: string) => void): CommandBook {
  let known: readonly OwnCommand[] = [];
  const told = new Set<string>();
  const read = async (): Promise<readonly OwnCommand[]> => {
    known = await ownCommands(place, (text) => {
      if (!told.has(text)) onNotice(text);
      told.add(text);
    });
    return known;
  };
  // Nothing is said while somebody types.
  void ownCommands(place).then((read) => (known = read), () => undefined);
  return {
    get known() {
      return known;
    },
    read,
  };
}
