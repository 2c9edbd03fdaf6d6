import { afterAll, expect, test } from "vitest";
import { accessOf, testHub } from "../../../test/factories.ts";
import { makeDesk, makeOffered } from "../../../test/work.ts";
import { answer } from "../../conversations/answer.ts";
import { acceptOffer } from "../work/accept-offer.ts";
import { keepState } from "./keep-state.ts";
import { loadState } from "./load-state.ts";
import type { EngineEvent } from "./stale.ts";

const hub = await testHub();
afterAll(() => hub.close());

test("whoever has answered the last of their mail is known to be idle since then", async () => {
  const desk = await makeDesk(hub);
  const item = await makeOffered(hub, desk, desk.anna, { kind: "mail" });
  const access = await accessOf(hub, desk.anna);
  await acceptOffer(hub.deps, { access, workItemId: item.id });
  const { state, position } = await loadState(hub.deps);
  const kept = keepState(hub.deps, state);
  const answeredAt = new Date(Date.now() + 60_000);
  hub.setClock(answeredAt);
  const { conversationId } = item;
  const text = { kind: "message", text: "Done.", clientKey: "done", fileIds: [], mentions: [] } as const;
  await answer(hub.deps, { access, conversationId, ...text, fileIds: [], mentions: [] });
  hub.setClock();
  kept.note((await hub.events(position)).filter(isForEngine));
  await kept.refresh();
  expect(kept.state().people.get(desk.anna.id)?.idleSince).toBe(answeredAt.getTime());
});

const isForEngine = (event: { type: string }): event is EngineEvent => event.type.startsWith("workItem.");
