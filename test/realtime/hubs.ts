import type { ChildProcess } from "node:child_process";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { createTestDatabase } from "../../db/test-database.ts";
import { appSecret } from "../deps.ts";
import type { Browser } from "../http/browser.ts";
import { redisServerPath } from "../setup/parts.ts";
import { setDataFolder } from "../start/data-folder.ts";
import { type HubProcess, startHub } from "../start/hub-process.ts";
import { startRedis } from "./redis.ts";
import { openReady, type Screen } from "./screen.ts";
import { startProxy, type TcpProxy } from "./tcp-proxy.ts";

interface Hubs {
  /** Starts the next of them. */
  start(env?: Record<string, string>): Promise<HubProcess>;
  /** Where somebody goes, as a load balancer would lead them. */
  front(hub: HubProcess): Promise<TcpProxy>;
  screenAt(port: number, browser: Browser): Promise<Screen>;
}

/** So many whole hubs in processes of their own, which share a database and, where they are several, Redis over a wire. */
export function setHubs(count: number): Hubs {
  const folders = Array.from({ length: count }, () => setDataFolder());
  const proxies: TcpProxy[] = [];
  const screens: Screen[] = [];
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let redis: ChildProcess | undefined;
  const shared: Record<string, string> = {};
  let started = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database?.drop());
  beforeEach(async () => {
    started = 0;
    if (count === 1 || !redisServerPath()) return;
    const server = await startRedis();
    redis = server.process;
    const wire = await startProxy(server.port);
    proxies.push(wire);
    shared.REDIS_URL = `redis://127.0.0.1:${wire.port}`;
  });
  afterEach(async () => {
    for (const screen of screens.splice(0)) screen.close();
    await Promise.all(proxies.splice(0).map((proxy) => proxy.stop()));
    redis?.kill("SIGKILL");
  });

  return {
    start: (env = {}) =>
      startHub({
        DATA_DIR: folders[started++]!.path,
        DATABASE_URL: database.url,
        APP_SECRET: appSecret,
        ...shared,
        ...env,
      }),
    async front(hub) {
      const proxy = await startProxy(portOf(hub));
      proxies.push(proxy);
      return proxy;
    },
    async screenAt(port, browser) {
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const screen = await openReady(`http://localhost:${port}`, cookie, { reconnection: true });
      screens.push(screen);
      return screen;
    },
  };
}

export const originOf = ({ url }: HubProcess) => new URL(url).origin;
export const portOf = ({ url }: HubProcess) => Number(new URL(url).port);
