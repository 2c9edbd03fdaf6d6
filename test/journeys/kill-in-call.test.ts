import { afterEach, describe, expect, test } from "vitest";
import type { Call } from "../../server/contract/calls.ts";
import { accept, openParties, type Parties } from "../client/parties.ts";
import { inCall } from "../client/phone-desk.ts";
import { seriousOn } from "../client/serious-on.ts";
import { heardIn, hearRecording, hears, mostLostMs, type Span, spend } from "../client/tones.ts";
import { eventually } from "../eventually.ts";
import { Browser as Client } from "../http/browser.ts";
import { setUpWorkspace } from "../http/set-up.ts";
import { chromiumPath } from "../setup/parts.ts";
import { ask, setDataFolder } from "../start/data-folder.ts";
import { startHub } from "../start/hub-process.ts";

// Who is lost may come back for half a minute.
describe.skipIf(!chromiumPath())("a recorded call whose hub is killed", { timeout: 300_000 }, () => {
  const folder = setDataFolder();
  let parties: Parties;
  afterEach(() => parties?.close());

  /** A visitor talks with the first admin; `kill` and `start` are the hub's. */
  async function talk() {
    let hub = await startHub({ DATA_DIR: folder.path });
    const { origin: url, port, searchParams } = new URL(hub.url);
    const admin = new Client(url);
    const channelId = await setUpWorkspace(admin, searchParams.get("token"));
    const { id } = (await admin.get("/api/v1/me")).body;
    const queue = { name: "Front desk", recording: "always", channelIds: [channelId], personIds: [id] };
    expect((await admin.post("/api/v1/queues", queue)).status).toBe(201);
    const { settings } = (await admin.get(`/api/v1/channels/${channelId}`)).body;
    const changed = { settings: { ...settings, calls: "on" } };
    expect((await admin.patch(`/api/v1/channels/${channelId}`, changed)).status).toBe(200);
    parties = await openParties();
    const ann = await parties.sit("ann", url, admin);
    const cy = await parties.callIn("cy", url);
    await accept(ann);
    await hears(ann, "cy");
    await hears(cy, "ann");
    const call: Call = (await admin.get("/api/v1/calls?show=goingOn")).body.items[0];
    return {
      url,
      admin,
      ann,
      cy,
      callId: call.id,
      contactId: call.contact.id,
      async kill() {
        process.kill(hub.pid, "SIGKILL");
        await hub.ended;
      },
      async start(env: Record<string, string> = {}) {
        hub = await startHub({ DATA_DIR: folder.path, PORT: port, ...env });
      },
    };
  }

  test("goes on for who stays, and nothing of it is missing in the recording", async () => {
    const { url, admin, ann, cy, callId, kill, start } = await talk();
    const before = await spend(3, cy);
    await kill();
    const without = await spend(3, cy);
    await start();
    const after = await spend(4, cy);
    await eventually(async () => {
      const rows = await ask(folder.path, "select stage, lost_at, has_phone from calls, people");
      expect(rows).toEqual([{ stage: "active", lost_at: null, has_phone: true }]);
    });
    await ann.page.keyboard.press("Alt+e");
    await cy.page.getByText("The call has ended.").waitFor();

    const whole: Span = { from: before.from, to: after.to };
    expect(await heardIn(cy, whole)).toEqual({ mostly: ["ann"], ever: ["ann"] });
    expect(await heardIn(ann, whole)).toEqual({ mostly: ["cy"], ever: ["cy"] });
    const { call, heardIn: recordedIn, seconds } = await hearRecording(admin, url, callId);
    expect(call.outcome).toBe("answered");
    expect([before, without, after].map(recordedIn)).toEqual(Array(3).fill([["ann"], ["cy"]]));
    expect(seconds).toBeCloseTo((Date.parse(call.endedAt!) - Date.parse(call.answeredAt!)) / 1_000, 0);
    await inCall(ann.page).waitFor({ state: "detached" });
  });

  test("has its caller wait before all others where only they come back, and goes on with whoever takes it", async () => {
    const { url, admin, ann, cy, callId, kill, start } = await talk();
    const before = await spend(8, cy);
    await kill();
    await ann.page.context().close();
    await start();
    await cy.page.getByText("You are in line. Please stay on the line.").waitFor({ timeout: 100_000 });
    const [item] = await ask(folder.path, "select priority from work_items where state <> 'done'");
    expect(item.priority).toBe(9);
    const waiting = await spend(2, cy);
    const again = await parties.sit("ann", url, admin);
    await accept(again);
    await hears(again, "cy");
    await hears(cy, "ann");
    const after = await spend(3, cy);
    await again.page.keyboard.press("Alt+e");
    await cy.page.getByText("The call has ended.").waitFor();
    const { call, heardIn: recordedIn } = await hearRecording(admin, url, callId);
    expect(call.outcome).toBe("answered");
    const spans = [{ from: before.from, to: before.to - mostLostMs }, waiting, after];
    expect(spans.map(recordedIn)).toEqual([
      [["ann"], ["cy"]],
      [[], []],
      [["ann"], ["cy"]],
    ]);
  });

  test("has ended as dropped where nobody comes back, with a task to call back and all that was sent", async () => {
    const { url, admin, ann, cy, callId, contactId, kill, start } = await talk();
    const said = await spend(8, cy);
    await kill();
    for (const { page } of [ann, cy]) await page.context().close();
    await start({ CALL_LOSS_SECONDS: "10" });
    const call = await eventually(
      async () => {
        const { body } = await admin.get(`/api/v1/calls/${callId}`);
        expect(body).toMatchObject({ stage: "ended", outcome: "dropped" });
        return body as Call;
      },
      { withinMs: 60_000 },
    );
    const { tasks } = (await admin.get(`/api/v1/contacts/${contactId}`)).body;
    expect(tasks).toMatchObject([{ kind: "callback", conversationId: call.conversationId, doneAt: null }]);

    const { heardIn: recordedIn, seconds } = await hearRecording(admin, url, callId);
    expect(recordedIn({ from: said.from, to: said.to - mostLostMs })).toEqual([["ann"], ["cy"]]);
    expect(seconds).toBeCloseTo((Date.parse(call.endedAt!) - Date.parse(call.answeredAt!)) / 1_000, 0);
    const { page } = await parties.sit("ann", url, admin);
    await page.goto(`${url}/inbox/all/${call.conversationId}`);
    const card = page.getByRole("complementary", { name: "Client card" });
    await card.getByText("Call back within 15 minutes").waitFor();
    await card.getByRole("button", { name: /Connection lost/ }).click();
    const player = card.getByRole("region", { name: "Recording" });
    await player.getByRole("button", { name: "Play" }).click();
    await player.getByRole("button", { name: "Pause" }).waitFor();
    expect(await seriousOn(page)).toEqual([]);
  });
});
