import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import { changeTask } from "./change-task.ts";
import { listTasks } from "./list-tasks.ts";
import { makeTask } from "./make-task.ts";
import { countTasks, getChangedTask } from "./queries.ts";

export const tasksHandlers = (deps: Deps): Handlers => ({
  "GET /tasks": ({ access, query }) => listTasks(deps, { access, ...query }),
  "GET /tasks/counts": ({ access }) => countTasks(deps, access),
  async "POST /tasks"({ access, body }) {
    return getChangedTask(deps, await makeTask(deps, { access, ...body }));
  },
  async "PATCH /tasks/:id"({ access, params, body }) {
    await changeTask(deps, { access, taskId: params.id, ...body });
    return getChangedTask(deps, params.id);
  },
});
