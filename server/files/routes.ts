import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import { presentFile } from "./file-info.ts";
import { serveFile } from "./serve-file.ts";
import { uploadFile } from "./upload-file.ts";

export const filesHandlers = (deps: Deps): Handlers => ({
  "POST /files": async ({ access, request }) => presentFile(await uploadFile(deps, { access, request })),
  "GET /files/:id": (call) => serveFile(deps, call),
});
