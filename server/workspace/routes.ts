import type { Request } from "express";
import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import { type Auth, addressHeader } from "../people/auth.ts";
import { presentWorkspace } from "./present.ts";
import { getWorkspace, isSetUp } from "./queries.ts";
import { type FirstChannel, setUp } from "./set-up.ts";
import { updateWorkspace } from "./update-workspace.ts";

export function workspaceHandlers(
  deps: Deps,
  { auth, firstChannel }: { auth: Auth; firstChannel: FirstChannel },
): Handlers {
  return {
    "GET /setup": async () => ({ isSetUp: await isSetUp(deps) }),
    "POST /setup": async ({ body, request, response }) => {
      const made = await setUp(deps, body, firstChannel);
      response.append("set-cookie", await auth.signIn(body, signInHeaders(request)));
      return made;
    },
    "GET /workspace": async () => presentWorkspace(await getWorkspace(deps)),
    "PATCH /workspace": async ({ access, body }) => {
      await updateWorkspace(deps, { access, change: body });
      return presentWorkspace(await getWorkspace(deps));
    },
  };
}

const signInHeaders = (request: Request) =>
  new Headers({
    "user-agent": (request.get("user-agent") ?? "").slice(0, 400),
    [addressHeader]: request.ip ?? "",
  });
