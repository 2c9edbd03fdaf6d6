import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { eq } from "drizzle-orm";
import { sessions } from "../../db/schema/index.ts";
import { openLiveBoard } from "../../server/board/live-board.ts";
import type { Deps } from "../../server/lib/deps.ts";
import {
  createRealtime,
  type Realtime,
  type RealtimeOptions,
} from "../../server/realtime/create-realtime.ts";

export interface TestNode {
  url: string;
  realtime: Realtime;
  stop(): Promise<void>;
}

/** A node of the hub that has nothing but sockets; a session's cookie is `session=<id>`. */
export async function startNode(deps: Deps, options: Partial<RealtimeOptions> = {}): Promise<TestNode> {
  const server = createServer((_request, response) => void response.writeHead(404).end());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const realtime = await createRealtime(deps, {
    server,
    redis: undefined,
    findSession: (headers) => findSession(deps, headers.cookie),
    liveDoor: async () => undefined,
    notifyThread: () => {},
    receiveVoice: async () => {},
    keepConnections: async () => {},
    openBoard: () => openLiveBoard(deps),
    ...options,
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address?.port}`,
    realtime,
    async stop() {
      await realtime.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function findSession(deps: Deps, cookie: string | undefined) {
  const id = /session=([0-9a-f-]{36})/.exec(cookie ?? "")?.[1];
  const [row] = id ? await deps.db.select().from(sessions).where(eq(sessions.id, id)) : [];
  return row && { personId: row.personId, sessionId: row.id };
}

/** Signs somebody in; the answer is what their browser sends. */
export async function makeCookie(deps: Pick<Deps, "db">, person: { id: string }): Promise<string> {
  const [row] = await deps.db
    .insert(sessions)
    .values({
      personId: person.id,
      token: randomBytes(16).toString("hex"),
      expiresAt: new Date(Date.now() + 86_400_000),
    })
    .returning();
  return `session=${row!.id}`;
}
