import { afterEach, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { Browser } from "../http/browser.ts";
import { invite, setUpWorkspace } from "../http/set-up.ts";
import { redisServerPath } from "../setup/parts.ts";
import type { HubProcess } from "../start/hub-process.ts";
import { accept, type Caller, callAt, canMeet, readyPhone, sayLeg, takeCalls } from "./call-ends.ts";
import { originOf, portOf, setHubs } from "./hubs.ts";
import type { Screen } from "./screen.ts";

const hubs = setHubs(3);
/** A dead node is noticed after ten seconds, and its people have a few more to come to another. */
const noticed = { withinMs: 60_000 };

let caller: Caller | undefined;
afterEach(() => caller?.close());

test.skipIf(!redisServerPath())(
  "a call outlives the hubs that its ends are at: both come to another, and its caller is first in line where its person does not",
  async () => {
    const one = await hubs.start();
    const admin = new Browser(originOf(one));
    const channelId = await setUpWorkspace(admin, new URL(one.url).searchParams.get("token"));
    const two = await hubs.start();
    const ann = await invite(admin, new Browser(originOf(two)), "Ann");
    const ben = await invite(admin, new Browser(originOf(one)), "Ben");
    await takeCalls(admin, channelId, [ann]);
    const annsFront = await hubs.front(two);
    const anns = await phoneAt(annsFront.port, ann);
    const front = await hubs.front(one);
    caller = await callAt(front.port, channelId);
    const first = await accept(ann, anns);
    await canMeet(caller, anns, first.legId);
    await sayLeg(ann, first, "connected");

    // Ann's hub dies, and she comes to no other.
    annsFront.cut();
    process.kill(two.pid, "SIGKILL");
    const call = `/api/v1/calls/${first.callId}`;
    await eventually(
      async () => expect((await admin.get(call)).body).toMatchObject({ stage: "queued" }),
      noticed,
    );
    const { queueId } = (await admin.get(call)).body;
    const { items } = (await admin.get(`/api/v1/queues/${queueId}/work`)).body;
    expect(items).toMatchObject([{ kind: "call", state: "waiting", priority: 9 }]);

    const bensFront = await hubs.front(one);
    const bens = await phoneAt(bensFront.port, ben);
    const { id } = (await ben.get("/api/v1/me")).body;
    expect((await admin.patch(`/api/v1/queues/${queueId}`, { personIds: [id] })).status).toBe(200);
    const second = await accept(ben, bens);
    expect(second.callId).toBe(first.callId);
    await canMeet(caller, bens, second.legId);
    await sayLeg(ben, second, "connected");

    // The hub of both dies, and they come to the one that is left; somebody else who was there does not.
    const three = await hubs.start();
    const adminAtThree = signedInAt(three, admin);
    const { id: adminId } = (await adminAtThree.get("/api/v1/me")).body;
    (await hubs.screenAt(portOf(one), admin)).socket.io.reconnection(false);
    await seesPresence(bens, adminId, true);
    const heard = caller.said.length;
    process.kill(one.pid, "SIGKILL");
    front.leadTo(portOf(three));
    bensFront.leadTo(portOf(three));
    await eventually(() =>
      expect(caller?.said.slice(heard)).toContainEqual(
        expect.objectContaining({ type: "call.steps", isAgain: true }),
      ),
    );
    await canMeet(caller, bens, second.legId);
    await seesPresence(bens, adminId, false);
    expect((await adminAtThree.get(call)).body).toMatchObject({
      stage: "active",
      legs: [{ state: "ended" }, { id: second.legId, state: "connected" }],
    });
    await canMeet(caller, bens, second.legId);
    caller.hangUp();
    await eventually(async () =>
      expect((await adminAtThree.get(call)).body).toMatchObject({ stage: "ended", outcome: "answered" }),
    );
  },
);

/** A session that was begun at one hub holds at the others. */
function signedInAt(hub: HubProcess, person: Browser): Browser {
  const browser = new Browser(originOf(hub));
  for (const [name, value] of person.cookies) browser.cookies.set(name, value);
  return browser;
}

async function phoneAt(port: number, person: Browser): Promise<Screen> {
  const screen = await hubs.screenAt(port, person);
  readyPhone(screen);
  return screen;
}

const seesPresence = ({ events }: Screen, personId: string, isOnline: boolean) =>
  eventually(() => {
    const data = { personId, isOnline: { from: !isOnline, to: isOnline } };
    expect(events).toContainEqual(expect.objectContaining({ type: "person.presenceChanged", data }));
  }, noticed);
