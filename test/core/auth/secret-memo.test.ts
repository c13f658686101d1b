import { expect } from "chai";
import { SecretMemo } from "../../../src/core/auth/secret-memo.ts";
import { secretSetting } from "./secret-setting.ts";

/** A memo over secrets that differ at every look. */
function counting(): { readonly memo: SecretMemo; looks(): number } {
  let looks = 0;
  return { memo: new SecretMemo(async ({ text }) => Promise.resolve(`${text} ${(looks += 1)}`)), looks: () => looks };
}

describe("SecretMemo", () => {
  const setting = secretSetting("$(get-key)");

  it("resolves a secret once, for those who ask side by side too", async () => {
    const { memo, looks } = counting();
    const all = await Promise.all([memo.get("p", setting), memo.get("p", setting), memo.get("p", { ...setting })]);
    expect(new Set([...all, await memo.get("p", setting)]).size).to.equal(1);
    expect(looks()).to.equal(1);
  });

  it("resolves anew what was forgotten, of that plugin alone", async () => {
    const { memo } = counting();
    const [one, other] = [await memo.get("p", setting), await memo.get("q", setting)];
    expect(memo.forget("p")).to.equal(true);
    expect(await memo.get("p", setting)).to.not.equal(one);
    expect(await memo.get("q", setting)).to.equal(other);
  });

  it("says that forgetting is in vain where a secret can't change while the process runs", async () => {
    const { memo } = counting();
    expect(memo.forget("p"), "nothing was given out").to.equal(false);
    for (const text of ["sk-1", "${MY_KEY}"]) {
      await memo.get("p", secretSetting(text));
      expect(memo.forget("p"), text).to.equal(false);
    }
    for (const text of ["$(x)", "file:/k", "keychain:x", "op://a/b/c", "pass:x", "bw:x", "vault:x#y"]) {
      await memo.get("p", secretSetting(text));
      expect(memo.forget("p"), text).to.equal(true);
    }
  });

  it("resolves anew when the setting has changed", async () => {
    const { memo } = counting();
    await memo.get("p", setting);
    expect(await memo.get("p", { ...setting, text: "$(other)" })).to.equal("$(other) 2");
  });

  it("keeps no failure", async () => {
    let looks = 0;
    const memo = new SecretMemo(async () => ((looks += 1) === 1 ? Promise.reject(new Error("locked")) : Promise.resolve("k")));
    const [one, other] = await Promise.allSettled([memo.get("p", setting), memo.get("p", setting)]);
    expect([one.status, other.status]).to.deep.equal(["rejected", "rejected"]);
    expect(await memo.get("p", setting)).to.equal("k");
    expect(looks).to.equal(2);
  });
});
