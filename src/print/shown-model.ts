import type { Price } from "@ainative-code/sdk";
import { printable } from "../app/printable.ts";
import type { ShownModel } from "../app/show-model.ts";
import { tableOf } from "./table.ts";

/** Everything known of a model, each value with where it comes from. */
export function shownModel(model: ShownModel): string {
  const { capabilities = {}, prices = [], inputLimits = {} } = model;
  const rows = [
    ...row("name", model.name, from(model, "name")),
    ...row("context window", count(model.window), from(model, "window")),
    ...row("most input", count(model.maxInput), from(model, "maxInput")),
    ...row("most output", count(model.maxOutput), from(model, "maxOutput")),
    ...Object.entries(inputLimits).flatMap(([name, value]) => row(`most ${name}`, count(value), from(model, "inputLimits"))),
    ...prices.flatMap((price) => row(priceName(price), priceText(price), from(model, "prices"))),
    ...Object.entries(capabilities).flatMap(([name, value]) => row(name, capability(value), from(model, `capabilities.${name}`))),
  ];
  const alias = model.alias === undefined ? [] : [`It is known as ${model.alias}.`];
  const stale =
    model.staleDays === undefined ? [] : [`This is ${String(model.staleDays)} days old. Ask anew: ainative-code models refresh`];
  const told = rows.length === 0 ? nothingElse(model) : [tableOf(["FACT", "VALUE", "FROM"], rows), ...stale];
  return printable([model.ref, ...alias, "", ...told].join("\n"));
}

function nothingElse({ ref, provider }: ShownModel): readonly string[] {
  return [
    "Nothing but its name is known. It may work all the same.",
    `Ask the provider for more: ainative-code models refresh ${provider}`,
    `Try out what it can do: ainative-code providers test -m ${ref}`,
  ];
}

function row(name: string, value: string | undefined, origin: string): readonly (readonly string[])[] {
  return value === undefined ? [] : [[name, value, origin]];
}

const places = { bundled: "bundled list", refreshed: "downloaded list", live: "the provider", config: "your config" } as const;

function from({ origins }: ShownModel, fact: string): string {
  const origin = origins[fact] ?? (fact === "maxInput" ? origins["window"] : undefined);
  if (origin === undefined) return "-";
  return origin.asOf === undefined ? places[origin.source] : `${places[origin.source]}, ${origin.asOf}`;
}

function count(value: number | undefined): string | undefined {
  return value?.toLocaleString("en-US");
}

function priceName({ inputTokensAbove }: Price): string {
  return inputTokensAbove === undefined ? "price per M" : `price above ${inputTokensAbove.toLocaleString("en-US")}`;
}

function priceText({ input, output, cacheRead, cacheWrite, cacheWrite1h }: Price): string {
  const rates = { input, output, "cache read": cacheRead, "cache write": cacheWrite, "cache write 1 h": cacheWrite1h };
  return Object.entries(rates)
    .flatMap(([name, rate]) => (rate === undefined ? [] : [`$${String(rate)} ${name}`]))
    .join(", ");
}

function capability(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object" || value === null) return String(value);
  const members = Object.entries(value).map(
    ([name, member]: [string, unknown]) => `${name} ${Array.isArray(member) ? member.join("/") : String(member)}`,
  );
  return members.length === 0 ? "yes" : members.join(", ");
}
