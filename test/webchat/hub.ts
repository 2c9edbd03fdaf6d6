import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { expect } from "vitest";
import { createTestDatabase } from "../../db/test-database.ts";
import type { AgentToServer, ServerToAgent } from "../../server/contract/sockets.ts";
import { startHub } from "../../server/hub.ts";
import { parseEnv } from "../../server/lib/env.ts";
import { appSecret } from "../deps.ts";
import { eventually } from "../eventually.ts";
import { Browser } from "../http/browser.ts";
import { setUpWorkspace } from "../http/set-up.ts";

export interface ChatHub {
  url: string;
  databaseUrl: string;
  channelId: string;
  /** Signed in as Ada, an admin. */
  agent: Browser;
  /** An open screen of hers, or of somebody else inside. */
  screen(of?: Browser): Promise<Socket<ServerToAgent, AgentToServer>>;
  /** Changes the channel's settings and waits until it runs with them. */
  set(settings: Record<string, unknown>): Promise<void>;
  /** The conversation in which the contact wrote this last. */
  conversationOf(text: string): Promise<string>;
  /** What both sides wrote in it, oldest first. */
  textsOf(conversationId: string): Promise<string[]>;
  answer(conversationId: string, text: string, fileIds?: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** What calls need on a machine that does much else at the same time. */
const patient = { CALL_CONNECT_SECONDS: "15" };

/** The whole hub, set up, with a web chat. */
export async function startChatHub(env: Record<string, string> = {}): Promise<ChatHub> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "switchboard-webchat-"));
  const hub = await startHub({
    env: parseEnv({ PORT: "0", LOG_LEVEL: "silent", ...patient, ...env }),
    databaseUrl: database.url,
    appSecret,
    dataDir,
  });
  const agent = new Browser(hub.url);
  const token = new URL(hub.setupUrl ?? "").searchParams.get("token");
  const channelId = await setUpWorkspace(agent, token, { name: "Ada Agent" });
  const sockets: Socket[] = [];
  let keys = 0;

  return {
    url: hub.url,
    databaseUrl: database.url,
    channelId,
    agent,
    async screen(of = agent) {
      const cookie = [...of.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const socket = io(`${hub.url}/agents`, {
        path: "/socket",
        transports: ["websocket"],
        extraHeaders: { cookie, origin: hub.url },
      });
      sockets.push(socket);
      await new Promise<void>((done, fail) => socket.once("connect", done).once("connect_error", fail));
      return socket;
    },
    async set(settings) {
      const { body } = await agent.get(`/api/v1/channels/${channelId}`);
      const changed = await agent.patch(`/api/v1/channels/${channelId}`, {
        settings: { ...body.settings, ...settings },
      });
      expect(changed.status).toBe(200);
      const title = settings.title ?? body.settings.title;
      await eventually(async () => {
        const config = await agent.get(`/api/v1/channels/${channelId}/inbound/config`);
        expect(config.body.title).toBe(title);
      });
    },
    conversationOf: (text) =>
      eventually(async () => {
        const { body } = await agent.get("/api/v1/conversations");
        const found = body.items.find((item: { preview: string }) => item.preview === text);
        expect(found, `a conversation whose last message is "${text}"`).toBeDefined();
        return found.id;
      }),
    async textsOf(conversationId) {
      const { body } = await agent.get(`/api/v1/conversations/${conversationId}/interactions`);
      return body.items
        .filter((item: { kind: string }) => item.kind === "message")
        .map((item: { text: string }) => item.text);
    },
    async answer(conversationId, text, fileIds = []) {
      const body = { kind: "message", text, clientKey: `answer-${++keys}-${Date.now()}`, fileIds };
      const answered = await agent.post(`/api/v1/conversations/${conversationId}/interactions`, body);
      expect(answered.status).toBe(201);
    },
    async stop() {
      for (const socket of sockets) socket.disconnect();
      await hub.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
