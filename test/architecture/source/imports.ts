import type { EcmaScriptModule, Node, Program } from "oxc-parser";
import type { LineAt } from "./line-counter.ts";
import { walk } from "./walk.ts";

export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Gone once the types are stripped. */
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

/** Every way a module names another: `import`, `export from`, `import()`, `import type`, and `import("x").T` in types. */
export function importsOf(program: Program, module: EcmaScriptModule, text: string, lineAt: LineAt): Import[] {
  const statements = program.body.flatMap((node) => statementImport(node, lineAt));
  const dynamic = module.dynamicImports.map(({ start, moduleRequest }) => ({
    specifier: literalText(text.slice(moduleRequest.start, moduleRequest.end)),
    line: lineAt(start),
    typeOnly: false,
    dynamic: true,
  }));
  return [...statements, ...dynamic.filter((one) => one.specifier !== ""), ...typeImports(program, lineAt)];
}

function statementImport(node: Node, lineAt: LineAt): Import[] {
  const base = { line: lineAt(node.start), dynamic: false };
  switch (node.type) {
    case "ImportDeclaration": {
      const names = node.specifiers;
      const onlyTypes = names.length > 0 && names.every((one) => one.type === "ImportSpecifier" && one.importKind === "type");
      return [{ ...base, specifier: node.source.value, typeOnly: node.importKind === "type" || onlyTypes }];
    }
    case "ExportAllDeclaration":
      return [{ ...base, specifier: node.source.value, typeOnly: node.exportKind === "type" }];
    case "ExportNamedDeclaration":
      return node.source === null ? [] : [{ ...base, specifier: node.source.value, typeOnly: node.exportKind === "type" }];
    default:
      return [];
  }
}

function typeImports(program: Program, lineAt: LineAt): Import[] {
  const found: Import[] = [];
  walk(program, (node) => {
    if (node.type !== "TSImportType") return;
    found.push({ specifier: node.source.value, line: lineAt(node.start), typeOnly: true, dynamic: false });
  });
  return found;
}

/** The text of a quoted literal; empty where the module is computed, which says nothing about whom it knows. */
function literalText(quoted: string): string {
  return /^(["'`])([^"'`$]*)\1$/.exec(quoted)?.[2] ?? "";
}
