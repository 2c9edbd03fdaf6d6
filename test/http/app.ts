import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createListeningPasses,
  type ListeningPasses,
} from "../../server/calls/recordings/create-listening-passes.ts";
import { createHandlers } from "../../server/domains.ts";
import { findCaller } from "../../server/http/authenticate.ts";
import type { AppOptions } from "../../server/http/create-app.ts";
import { createApp } from "../../server/http/create-app.ts";
import type { Deps } from "../../server/lib/deps.ts";
import { createAuth } from "../../server/people/auth.ts";
import { createSetupToken } from "../../server/workspace/create-setup-token.ts";
import { type TestHub, testHub } from "../factories.ts";
import { Browser } from "./browser.ts";
import { setUpWorkspace } from "./set-up.ts";

const firstChannel = {
  connector: "test",
  name: "Website",
  settings: { greeting: "Hello" },
  rules: { makeDeal: true, makeTask: true, answerWithinMinutes: 15, reopenWithinDays: 7 },
};

export interface TestApp {
  hub: TestHub;
  deps: Deps;
  passes: ListeningPasses;
  address: string;
  /** Somebody's browser, not signed in. */
  browser(headers?: Record<string, string>): Browser;
  close(): Promise<void>;
}

/** The app over a database of its own, listening on loopback. */
export async function startApp(options: Partial<AppOptions> = {}): Promise<TestApp> {
  const hub = await testHub();
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const deps = { ...hub.deps, publicUrl: options.env?.PUBLIC_URL ?? address };
  const env = options.env ?? {};
  const auth = createAuth(deps, env);
  const passes = createListeningPasses(deps, (caller) => findCaller(deps, auth, caller));
  server.on(
    "request",
    createApp(deps, {
      env,
      auth,
      handlers: createHandlers(deps, { auth, firstChannel, passes }),
      passes,
      door: async (_request, response) => void response.writeHead(404).end(),
      demo: { connector: "test" },
      requireAll: true,
      checkAnswers: true,
      ...options,
    }),
  );
  return {
    hub,
    deps,
    passes,
    address,
    browser: (headers) => new Browser(address, headers),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
      await hub.close();
    },
  };
}

/** The app after its set-up, and the first admin's browser. */
export async function startSetUpApp(options: Partial<AppOptions> = {}) {
  const app = await startApp(options);
  const browser = app.browser();
  await setUpWorkspace(browser, await createSetupToken(app.deps));
  return { app, admin: browser };
}
