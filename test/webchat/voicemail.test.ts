import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bytesInMemory, loudness, samplesOf } from "../../recordings/test-sound.ts";
import type { Call } from "../../server/contract/calls.ts";
import { openParties, type Parties, type Party } from "../client/parties.ts";
import { tones } from "../client/tones.ts";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { type ChatHub, startChatHub } from "./hub.ts";

const [voicemail, goodbye] = ["0198c0de-0000-7000-8000-00000000000b", "0198c0de-0000-7000-8000-00000000000c"];
const says = (text: string) => ({ type: "say", text, language: "en" });
const flow = {
  name: "After hours",
  entry: voicemail,
  nodes: {
    [voicemail]: { type: "voicemail", prompt: says("Please speak"), maxSeconds: 60, next: goodbye },
    [goodbye]: { type: "hangUp", prompt: says("Thank you") },
  },
};

describe.skipIf(!chromiumPath())("a visitor whom nobody answers", () => {
  let hub: ChatHub;
  let parties: Parties;

  beforeAll(async () => {
    hub = await startChatHub({ CALL_LOSS_SECONDS: "10" });
    await hub.set({ origins: [], title: "Oak & Sons", calls: "on" });
    const { body } = await hub.agent.post("/api/v1/call-flows", flow);
    const set = await hub.agent.patch(`/api/v1/channels/${hub.channelId}`, { callFlowId: body.id });
    expect(set.status).toBe(200);
    parties = await openParties();
  });
  afterAll(async () => {
    await parties?.close();
    await hub?.stop();
  });

  const widgetOf = ({ page }: Party) => page.getByRole("region", { name: "Call" });

  /** They speak until so many seconds are recorded. */
  async function speak(party: Party, seconds: number) {
    const timer = widgetOf(party).getByRole("timer");
    await eventually(async () => {
      const [minutes = "0", rest = "0"] = ((await timer.textContent()) ?? "").split(" ")[0]?.split(":") ?? [];
      expect(Number(minutes) * 60 + Number(rest)).toBeGreaterThanOrEqual(seconds);
    });
  }

  /** What is on the card of the newest call; whoever is lost is waited for. */
  const keptOf = (before: number): Promise<Call> =>
    eventually(
      async () => {
        const { body } = await hub.agent.get("/api/v1/calls");
        expect(body.items).toHaveLength(before + 1);
        const call: Call = body.items[0];
        expect(call).toMatchObject({ outcome: "voicemail", recordings: [{ kind: "voicemail" }] });
        return call;
      },
      { withinMs: 60_000 },
    );

  async function listen({ recordings: [recording] }: Call) {
    const cookie = [...hub.agent.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(hub.url + recording?.url, { headers: { cookie } });
    const { rate, channels } = await samplesOf(bytesInMemory(Buffer.from(await answer.arrayBuffer())));
    const [samples = new Float32Array()] = channels;
    const end = samples.length / rate - 0.5;
    return { seconds: samples.length / rate, level: loudness(samples, rate, tones.ann, 1, end) };
  }

  test("leaves a message that is on the card, with a task, and holds what was said", async () => {
    const ann = await parties.callIn("ann", hub.url);
    await widgetOf(ann).getByText("Your message is being recorded.").waitFor();
    await speak(ann, 5);
    await widgetOf(ann).getByRole("button", { name: "Send" }).click();
    await widgetOf(ann).getByText("The call has ended.").waitFor();
    await widgetOf(ann).getByRole("textbox", { name: "Your telephone number" }).waitFor();
    const call = await keptOf(0);
    const { seconds, level } = await listen(call);
    expect(seconds).toBeGreaterThan(4.5);
    expect(seconds).toBeLessThan(9);
    expect(level).toBeGreaterThan(0.03);
    expect(call.recordings).toMatchObject([{ channels: ["caller"], contentType: "audio/webm" }]);
    const tasks = await hub.agent.get("/api/v1/tasks");
    expect(tasks.body.items).toMatchObject([{ title: "Listen to the voicemail" }]);
  });

  test("who loads the page anew has said what they said, and the call goes on", async () => {
    const again = await parties.callIn("ann", hub.url);
    await widgetOf(again).getByText("Your message is being recorded.").waitFor();
    await speak(again, 5);
    await again.page.reload();
    await widgetOf(again).getByText("The call has ended.").waitFor();
    const { level, seconds } = await listen(await keptOf(1));
    expect(seconds).toBeGreaterThan(1.5);
    expect(level).toBeGreaterThan(0.03);
  });

  test("who closes the page in the middle has left what they had said by then", async () => {
    const other = await parties.callIn("ann", hub.url);
    await widgetOf(other).getByText("Your message is being recorded.").waitFor();
    await speak(other, 5);
    await other.page.context().close();
    const { level, seconds } = await listen(await keptOf(2));
    expect(seconds).toBeGreaterThan(1.5);
    expect(level).toBeGreaterThan(0.03);
  });
});
