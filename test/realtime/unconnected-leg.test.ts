import { afterEach, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { Browser } from "../http/browser.ts";
import { invite, setUpWorkspace } from "../http/set-up.ts";
import { accept, type Caller, callAt, offersOf, readyPhone, sayLeg, takeCalls } from "./call-ends.ts";
import { originOf, portOf, setHubs } from "./hubs.ts";
import type { Screen } from "./screen.ts";

const hubs = setHubs(1);
const connectSeconds = 2;
/** After it a call is promised to be with the next person. */
const promisedMs = 5_000;

interface Desk {
  id: string;
  person: Browser;
  screen: Screen;
}

let caller: Caller | undefined;
afterEach(() => caller?.close());

test("after a leg that never connects, and after one that fails, the call is with the next person in time", async () => {
  const hub = await hubs.start({ CALL_CONNECT_SECONDS: String(connectSeconds) });
  const admin = new Browser(originOf(hub));
  const channelId = await setUpWorkspace(admin, new URL(hub.url).searchParams.get("token"));
  const desks: Desk[] = [];
  for (const name of ["Ann", "Ben", "Cleo"]) {
    const person = await invite(admin, new Browser(originOf(hub)), name);
    const screen = await hubs.screenAt(portOf(hub), person);
    readyPhone(screen);
    desks.push({ id: (await person.get("/api/v1/me")).body.id, person, screen });
  }
  await takeCalls(
    admin,
    channelId,
    desks.map(({ person }) => person),
  );
  caller = await callAt(portOf(hub), channelId);

  const first = await offeredOf(desks);
  await accept(first.person, first.screen);
  const second = await offeredOf(desks.filter((desk) => desk !== first));
  expect(offeredAt(second) - legAt(desks, first, "connecting")).toBeLessThan(
    connectSeconds * 1_000 + promisedMs,
  );

  await sayLeg(second.person, await accept(second.person, second.screen), "ended");
  const third = await offeredOf(desks.filter((desk) => desk !== first && desk !== second));
  expect(offeredAt(third) - legAt(desks, second, "ended")).toBeLessThan(promisedMs);
});

/** Whom of these the call is offered to. */
const offeredOf = (desks: Desk[]): Promise<Desk> =>
  eventually(() => {
    const desk = desks.find(({ id, screen }) => offersOf(screen, id).length > 0);
    expect(desk).toBeDefined();
    return desk as Desk;
  });

// As the event log has it.
const offeredAt = ({ id, screen }: Desk) => Date.parse(offersOf(screen, id).at(-1)?.at ?? "");

/** When somebody's leg came to be so, told by whichever screen was told. */
function legAt(desks: Desk[], { id }: Desk, state: string): number {
  const all = desks.flatMap(({ screen }) => screen.events);
  const found = all.find(
    ({ type, data }) => type === "call.legChanged" && data.personId === id && data.state.to === state,
  );
  expect(found).toBeDefined();
  return Date.parse(found?.at ?? "");
}
