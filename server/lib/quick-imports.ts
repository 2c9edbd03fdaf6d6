import { enableCompileCache, type ResolveFnOutput, registerHooks } from "node:module";
import { join } from "node:path";

const inside = "/node_modules/drizzle-orm/";
const found = new Map<string, ResolveFnOutput>();

// At every import of a package, and of each of its modules, Node reads and keeps the whole of its package.json.
// drizzle-orm's is 180 kB, which comes to a second and 230 MB (https://github.com/nodejs/node/pull/60425), so its name is
// looked up once, and its own modules, all ESM, are not asked what they are.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith(".") && context.parentURL?.includes(inside)) {
      return { url: new URL(specifier, context.parentURL).href, format: "module", shortCircuit: true };
    }
    const isDrizzle = /^drizzle-orm(\/|$)/.test(specifier) && context.conditions.includes("import");
    if (!isDrizzle) return next(specifier, context);
    const known = found.get(specifier) ?? next(specifier, context);
    found.set(specifier, known);
    return { ...known, shortCircuit: true };
  },
});

enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/compile"));
