import { AinError, type ProviderRequest } from "@ainative-code/sdk";
import { hi, memoryNotes } from "@ainative-code/test-kit";
import { expect } from "chai";
import { VendorLessons, type Refusal } from "../src/vendor-lessons.ts";

interface Rules {
  readonly small?: boolean;
  readonly forgetful?: boolean;
}

const read = (noted: unknown): Rules | undefined => (typeof noted === "object" && noted !== null ? noted : undefined);
const made = (): VendorLessons<Rules> => new VendorLessons<Rules>(read, ({ forgetful }) => forgetful !== undefined);
const baseURL = "http://a";
const asking = (cacheKey: string): ProviderRequest => ({ model: "m", system: [], messages: [hi], tools: [], cacheKey, signal: new AbortController().signal });
const error = new AinError("invalid-request", "No.", { requestId: "r1", status: 400 });
const refusal = (more: Partial<Refusal> = {}): Refusal => ({ baseURL, request: asking("one"), error, notes: undefined, ...more });

describe("the lessons of a vendor", () => {
  it("count for every conversation with a model, later processes included, and for no other place", () => {
    const notes = memoryNotes();
    made().learn({ small: true }, refusal({ notes }));
    const later = made();
    expect(later.learned(baseURL, asking("two"), notes)).to.deep.equal({ small: true });
    expect(later.learned("http://b", asking("two"), notes)).to.deep.equal({});
  });

  it("count for their conversation only where they are passing, and are not noted", () => {
    const notes = memoryNotes();
    const lessons = made();
    lessons.learn({ forgetful: true }, refusal({ notes }));
    expect(lessons.learned(baseURL, asking("one"), notes)).to.deep.equal({ forgetful: true });
    expect(lessons.learned(baseURL, asking("two"), notes)).to.deep.equal({});
    expect(made().learned(baseURL, asking("one"), notes)).to.deep.equal({});
  });

  it("add up", () => {
    const lessons = made();
    lessons.learn({ small: true }, refusal());
    lessons.learn({ forgetful: true }, refusal());
    expect(lessons.learned(baseURL, asking("one"), undefined)).to.deep.equal({ small: true, forgetful: true });
  });

  it("make an error one to be tried again, or leave it as it is where there is none", () => {
    expect(made().learn(undefined, refusal())).to.equal(error);
    expect(made().learn({ small: true }, refusal())).to.include({ retryable: true, code: "invalid-request", message: "No.", requestId: "r1", status: 400, cause: error });
  });
});
