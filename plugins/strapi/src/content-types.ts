import { AinError } from "@ainative-code/sdk";
import { filled, isObject, objectOr, type JsonObject } from "@ainative-code/provider-kit";

export interface ContentType {
  /** `api::article.article` */
  readonly uid: string;
  readonly name: string;
  readonly kind: "collection" | "single";
  /** Below `/api/`: `articles`. */
  readonly path: string;
  readonly draftAndPublish: boolean;
}

/** The content types of the project's own in an answer of Strapi; those of its plugins are left out. Throws `protocol`. */
export function contentTypesIn(answer: unknown): readonly ContentType[] {
  const list = objectOr(answer)?.["data"];
  if (!Array.isArray(list)) throw new AinError("protocol", "Strapi answered with something else than its content types.");
  return list.filter(isObject).flatMap(contentType).toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

function contentType(one: JsonObject): ContentType[] {
  const [uid, schema] = [filled(one["uid"]), objectOr(one["schema"])];
  if (uid === undefined || schema === undefined || !uid.startsWith("api::")) return [];
  const isSingle = schema["kind"] === "singleType";
  const path = filled(schema[isSingle ? "singularName" : "pluralName"]) ?? uid;
  return [{
    uid,
    path,
    name: filled(schema["displayName"]) ?? path,
    kind: isSingle ? "single" : "collection",
    draftAndPublish: schema["draftAndPublish"] === true,
  }];
}
