import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import { boardAt } from "./board-at.ts";
import { boardFrames } from "./board-frames.ts";
import { listCounted } from "./counted/list-counted.ts";
import { presentReport } from "./present.ts";
import { reportCsv } from "./report-csv.ts";
import { reportOn } from "./report-on.ts";
import { workAt } from "./work-at.ts";

export const boardHandlers = (deps: Deps): Handlers => ({
  "GET /board": ({ access, query }) => boardAt(deps, { access, ...query }),
  "GET /board/frames": ({ access, query }) => boardFrames(deps, { access, ...query }),
  "GET /board/work": ({ access, query }) => workAt(deps, { access, ...query }),
  "GET /reports/work": async ({ access, query }) => presentReport(await reportOn(deps, { access, query })),
  "GET /reports/work/conversations": ({ access, query }) => listCounted(deps, { access, query }),
  async "GET /reports/work.csv"({ access, query, response }) {
    const csv = reportCsv(await reportOn(deps, { access, query }));
    response.attachment(`work ${query.from} ${query.to}.csv`).type("text/csv").send(csv);
  },
});
