import { enableCompileCache, registerHooks } from "node:module";
import { join } from "node:path";

const drizzle = "/node_modules/drizzle-orm/";

// For every module of a package Node reads and keeps that package's whole package.json; drizzle-orm's is 180 kB, which
// comes to 0.7 s and 230 MB (https://github.com/nodejs/node/pull/60425). Its modules are all ESM, so nobody need ask.
registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith(".") || !context.parentURL?.includes(drizzle)) return next(specifier, context);
    return { url: new URL(specifier, context.parentURL).href, format: "module", shortCircuit: true };
  },
});

enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/compile"));
