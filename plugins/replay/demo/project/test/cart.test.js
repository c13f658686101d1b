import assert from "node:assert/strict";
import { test } from "node:test";
import { receipt, totalCents } from "../src/cart.js";

function costs(lines, expected) {
  const actual = totalCents(lines);
  assert.equal(actual, expected, `expected ${expected} cents, got ${actual}`);
}

test("an empty cart costs nothing", () => costs([], 0));

test("a small order pays for delivery", () => costs([{ article: "cup", cents: 800, quantity: 2 }], 2090));

test("three pieces of one article are 10 % cheaper", () => costs([{ article: "teapot", cents: 2500, quantity: 3 }], 6750));

test("a receipt has a row for each article", () => {
  assert.equal(receipt([{ article: "kettle", cents: 5500, quantity: 1 }]), "1 x kettle: 55.00\nTotal: 55.00", "wrong receipt");
});
