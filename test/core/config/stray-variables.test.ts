import { expect } from "chai";
import { keysOf } from "../../../src/core/config/config-key.ts";
import { strayVariables } from "../../../src/core/config/stray-variables.ts";

const keys = keysOf({ type: "object", properties: { dataDirs: {}, model: {} } });

describe("strayVariables", () => {
  it("warns of a variable that is nearly the name of a setting", () => {
    expect(strayVariables({ AINATIVE_CODE_MODLE: "a/b", MODLE: "c" }, keys)).to.deep.equal([
      "The variable AINATIVE_CODE_MODLE sets nothing. Did you mean AINATIVE_CODE_MODEL?",
    ]);
  });

  it("says nothing of one that sets something, nor of the folders that are told to oclif", () => {
    const folders = { AINATIVE_CODE_DATA_DIR: "/d", AINATIVE_CODE_CACHE_DIR: "/c", AINATIVE_CODE_CONFIG_DIR: "/e" };
    expect(strayVariables({ ...folders, AINATIVE_CODE_MODEL: "a/b", AINATIVE_CODE_DATA_DIRS: "x" }, keys)).to.deep.equal([]);
  });
});
