import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import { search } from "./search.ts";

export const searchHandlers = (deps: Deps): Handlers => ({
  "GET /search": ({ access, query }) => search(deps, { access, ...query }),
});
