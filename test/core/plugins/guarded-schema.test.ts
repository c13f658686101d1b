import { expect } from "chai";
import { guardedSchema } from "../../../src/core/plugins/guarded-schema.ts";

describe("the settings schema of a plugin, guarded", () => {
  const text = { type: "string" };
  const guard = (properties: object, rights: Parameters<typeof guardedSchema>[1]): unknown =>
    guardedSchema({ type: "object", properties }, rights)["properties"];

  it("marks declared secrets", () => {
    expect(guard({ apiKey: text, name: text }, { secrets: ["apiKey"] })).to.deep.equal({ apiKey: { ...text, "x-secret": true }, name: text });
  });

  it("leaves the host that is asked to the user, whatever the author says", () => {
    const author = { ...text, "x-user-only": false };
    expect(guard({ baseURL: author, host: text }, { hosts: ["a.example", "config:baseURL", "config:host:80"] })).to.deep.equal({
      baseURL: { ...text, "x-user-only": true },
      host: { ...text, "x-user-only": true },
    });
  });

  it("keeps the values that an author lets a project choose from", () => {
    const region = { ...text, "x-user-only": ["https://eu.example"] };
    expect(guard({ region }, { hosts: ["config:region"] })).to.deep.equal({ region });
  });

  it("guards the members of a map whose members have settings, and leaves the whole map to the user", () => {
    const servers = { type: "object", "x-members": true, additionalProperties: { type: "object", properties: { baseURL: text, apiKey: text } } };
    const member = { type: "object", properties: { baseURL: { ...text, "x-user-only": true }, apiKey: { ...text, "x-secret": true } } };
    expect(guard({ servers }, { hosts: ["config:baseURL"], secrets: ["apiKey"] })).to.deep.equal({
      servers: { ...servers, "x-user-only": true, additionalProperties: member },
    });
  });

  it("takes a schema without properties as it is", () => {
    expect(guardedSchema({ type: "object" }, { secrets: ["a"] })).to.deep.equal({ type: "object" });
  });
});
