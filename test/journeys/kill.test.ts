import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { readPostmasterFile } from "../../db/embedded/postmaster-file.ts";
import { eventually } from "../eventually.ts";
import { Browser } from "../http/browser.ts";
import { setUpWorkspace } from "../http/set-up.ts";
import { openReady, type Screen } from "../realtime/screen.ts";
import { ask, setDataFolder } from "../start/data-folder.ts";
import { type HubProcess, startHub } from "../start/hub-process.ts";

const messages = 1_000;
const senders = 16;
/** A screen that missed a thousand events is told to fetch anew; this many messages make fewer. */
const mostAhead = 100;
const folder = setDataFolder();
let screen: Screen | undefined;
afterEach(() => screen?.close());

test("messages sent with retry while the hub is killed and its database restarts are there and seen exactly once", async () => {
  let hub = await startHub({ DATA_DIR: folder.path });
  const url = new URL(hub.url).origin;
  const { door, cookie } = await setUp(hub);
  screen = await openReady(url, cookie, { position: 0, reconnection: true });
  const resets = [...screen.resets];
  let accepted = 0;
  const received = () => screen!.events.filter(({ type }) => type === "interaction.received");
  const sending = sendAll(door, {
    isAhead: () => accepted - received().length > mostAhead,
    onAccepted: () => accepted++,
  });

  await eventually(() => expect(accepted).toBeGreaterThan(messages / 4));
  process.kill(hub.pid, "SIGKILL");
  await hub.ended;
  hub = await startHub({ DATA_DIR: folder.path, PORT: new URL(url).port });

  await eventually(() => expect(accepted).toBeGreaterThan(messages / 2));
  const server = await readPostmasterFile(`${folder.path}/postgres`);
  process.kill(server!.pid, "SIGINT");

  await sending;
  await eventually(
    async () => expect(await kept()).toEqual(Array.from({ length: messages }, (_, nth) => `${nth}`)),
    {
      withinMs: 60_000,
    },
  );
  await eventually(() => expect(received()).toHaveLength(messages), { withinMs: 60_000 });
  // Nothing doubled comes behind the last one either.
  expect(await send(door, messages)).toBe(true);
  await eventually(() => expect(received().at(-1)?.interaction?.text).toBe(`Message ${messages}`));
  expect(new Set(received().map(({ interaction }) => interaction?.text)).size).toBe(messages + 1);
  expect(received()).toHaveLength(messages + 1);
  expect(screen.resets).toEqual(resets);
});

async function setUp(hub: HubProcess) {
  const { origin, searchParams } = new URL(hub.url);
  const admin = new Browser(origin);
  await setUpWorkspace(admin, searchParams.get("token"));
  const made = await admin.post("/api/v1/channels", { connector: "api", name: "Shop", settings: {} });
  expect(made.status).toBe(201);
  return {
    door: { url: made.body.inboundUrl as string, token: made.body.settings.token as string },
    cookie: [...admin.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  };
}

interface Sending {
  /** Of the screen: then it is waited for. */
  isAhead(): boolean;
  onAccepted(): void;
}

/** Each message is sent again until somebody answers that it was taken. */
async function sendAll(door: { url: string; token: string }, { isAhead, onAccepted }: Sending) {
  const waiting = Array.from({ length: messages }, (_, nth) => nth);
  await Promise.all(
    Array.from({ length: senders }, async () => {
      for (let nth = waiting.shift(); nth !== undefined; nth = waiting.shift()) {
        await eventually(() => expect(isAhead()).toBe(false), { withinMs: 60_000 });
        while (!(await send(door, nth))) await pause(50);
        onAccepted();
      }
    }),
  );
}

async function send(door: { url: string; token: string }, nth: number): Promise<boolean> {
  const body = JSON.stringify({
    type: "message",
    externalId: `${nth}`,
    thread: `thread-${nth % 50}`,
    from: { identity: { kind: "customer", address: `c${nth % 50}` } },
    text: `Message ${nth}`,
  });
  const headers = { authorization: `Bearer ${door.token}`, "content-type": "application/json" };
  const answer = await fetch(door.url, { method: "POST", headers, body }).catch(() => undefined);
  if (answer) expect([200, 202, 404, 503]).toContain(answer.status);
  return answer?.ok ?? false;
}

const kept = async () =>
  (
    await ask(
      folder.path,
      `select external_id from interactions where direction = 'in' order by external_id::int`,
    )
  ).map((row) => row.external_id);
