import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { idOf, messagesIn, openChat, site } from "./test-visitor.ts";

const key = "key-0001";

describe("a visitor", () => {
  test("writes, and the same key again is the same message", async () => {
    const { ask, join, context } = await openChat();
    const token = await join();
    const visit = {
      page: `${site}/oak`,
      landingPage: `${site}/?utm_source=x`,
      referrer: "",
      language: "nb-NO",
    };
    const first = await ask("POST", "messages", { token, body: { key, text: "Hello", visit } });
    const again = await ask("POST", "messages", { token, body: { key, text: "Hello", visit } });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual({ key, isDuplicate: true });
    const visitor = idOf(token);
    expect(messagesIn(context)).toEqual([
      {
        type: "message",
        externalId: `${visitor}:${key}`,
        thread: visitor,
        from: { identity: { kind: "visitor", address: visitor } },
        text: "Hello",
        visit,
      },
    ]);
  });

  test("cannot use up another's key", async () => {
    const { ask, join, context } = await openChat();
    await ask("POST", "messages", { token: await join(), body: { key, text: "One" } });
    await ask("POST", "messages", { token: await join(), body: { key, text: "Two" } });
    expect(messagesIn(context)).toHaveLength(2);
  });

  test("reads both directions of his own thread, from where he stands", async () => {
    const { ask, join, context } = await openChat();
    const [mine, other] = [await join(), await join()];
    await ask("POST", "messages", { token: mine, body: { key, text: "Hello" } });
    await ask("POST", "messages", { token: other, body: { key, text: "A secret" } });
    context.answer(idOf(mine), { text: "Good day" });
    const { body } = await ask("GET", "timeline", { token: mine });
    expect(body.items).toMatchObject([
      { key, direction: "in", text: "Hello", state: "received" },
      { direction: "out", text: "Good day", author: "Anna" },
    ]);
    const later = await ask("GET", `timeline?after=${body.items[0].id}`, { token: mine });
    expect(later.body.items).toHaveLength(1);
  });

  test("never sees anything older than his token", async () => {
    const { ask, join, context } = await openChat();
    const token = await join();
    context.answer(idOf(token), { text: "Moved here from a client's mail", at: "2020-01-01T00:00:00.000Z" });
    expect((await ask("GET", "timeline", { token })).body.items).toEqual([]);
  });

  test("says who he is, and every message carries it as a claim", async () => {
    const { ask, join, context } = await openChat({
      askName: "optional",
      askEmail: "required",
      askPhone: "optional",
    });
    const token = await join();
    const early = await ask("POST", "messages", { token, body: { key, text: "Hello" } });
    expect(early.body.error).toMatchObject({ code: "invalid", fields: { "details.email": "is needed" } });
    const wrong = await ask("POST", "details", {
      token,
      body: { details: { email: "nonsense", phone: "call me" } },
    });
    expect(Object.keys(wrong.body.error.fields)).toEqual(["details.email", "details.phone"]);

    const details = { name: " Mia ", email: "Mia@Example.com", phone: "0049 (30) 123-45" };
    const said = await ask("POST", "details", { token, body: { details } });
    await ask("POST", "details", { token, body: { details } });
    await ask("POST", "messages", { token: said.body.token, body: { key, text: "Hello" } });
    const from = {
      identity: { kind: "visitor", address: idOf(token) },
      name: "Mia",
      claims: [
        { kind: "email", address: "mia@example.com" },
        { kind: "phone", address: "+493012345" },
      ],
    };
    expect(context.received).toMatchObject([
      { type: "contactDetail", thread: idOf(token), from },
      { type: "message", from },
    ]);
  });

  test("whom his site has signed is proven, with a wrong signature refused", async () => {
    const identitySecret = "a secret of the site's";
    const { ask, join, context } = await openChat({ identitySecret });
    const userHash = createHmac("sha256", identitySecret).update("42").digest("hex");
    await ask("POST", "messages", {
      token: await join({ user: "42", userHash }),
      body: { key, text: "Hello" },
    });
    expect(messagesIn(context)[0]?.from.proven).toEqual([
      { kind: "user", address: `${context.channelId}:42` },
    ]);
    for (const body of [{ user: "43", userHash }, { user: "42" }, { user: "42", userHash: "é" }]) {
      expect((await ask("POST", "session", { body })).status).toBe(403);
    }
  });

  test("tells what he has read, of answers on his own thread alone", async () => {
    const { ask, join, context } = await openChat();
    context.timeline = () => expect.unreachable("one item is asked for, not the whole thread");
    const [mine, other] = [await join(), await join()];
    const answer = context.answer(idOf(mine));
    const read = { upTo: answer.id, state: "read" };
    expect((await ask("POST", "read", { token: other, body: read })).status).toBe(204);
    expect(context.received).toEqual([]);
    await ask("POST", "read", { token: mine, body: read });
    expect(context.received).toEqual([
      {
        type: "receipt",
        externalId: `${idOf(mine)}:read:${answer.id}`,
        messageId: answer.id,
        upTo: true,
        state: "read",
      },
    ]);
  });
});
