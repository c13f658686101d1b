import { expect } from "chai";
import { trialPlace, trialProfile } from "../../../src/infra/sandbox/escape-trial.ts";
import { escapes } from "../../../src/infra/sandbox/escapes.ts";
import { fenceHere } from "../../infra/sandbox/fence-here.ts";

const kinds = [
  { kind: "bubblewrap", domains: [] },
  { kind: "library", domains: ["example.com"] },
] as const;

describe("ways out of the sandbox", () => {
  for (const escape of escapes) {
    it(`${escape.name}: works where there is no fence, so that the attempt means something`, async () => {
      using place = trialPlace(process.env);
      expect(await escape.attempt(place, undefined)).to.equal(true);
    });

    for (const { kind, domains } of kinds) {
      it(`${escape.name}: fails behind the fence of ${kind}`, async function whereThereIsOne() {
        using place = trialPlace(process.env);
        const fence = await fenceHere(trialProfile(place, domains));
        if (fence === undefined) return this.skip();
        try {
          expect([fence.kind, await escape.attempt(place, fence)]).to.deep.equal([kind, false]);
        } finally {
          await fence.close();
        }
      });
    }
  }
});
