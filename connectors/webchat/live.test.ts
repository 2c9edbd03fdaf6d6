import { expect, test } from "vitest";
import { idOf, openChat, site } from "./test-visitor.ts";

const ip = "203.0.113.7";

test("a pipe opens to one's own thread, with a token, from a listed site", async () => {
  const { join, running, ask } = await openChat();
  const token = await join();
  const admit = (origin: string | undefined, given: unknown) =>
    running.live!.admit({ origin, ip, token: given });
  expect(await admit(site, token)).toBe(idOf(token));
  expect(await admit("https://evil.example", token)).toBeUndefined();
  for (const given of [undefined, "", "x.y", 7, {}, `${token}0`])
    expect(await admit(site, given)).toBeUndefined();

  const lan = { origin: "http://192.168.1.5:3000", host: "192.168.1.5:3000" };
  const own = await ask("POST", "session", { body: {}, headers: lan });
  expect(await admit(lan.origin, own.body.token)).toBe(idOf(own.body.token));
  expect(await admit(lan.origin, token)).toBeUndefined();
});

test("typing goes in; typing, read marks and the place in line come out", async () => {
  const { join, running, context } = await openChat();
  const visitor = idOf(await join());
  await running.live!.receive(visitor, { type: "typing", isTyping: true }, "pipe");
  expect(context.typed).toEqual([{ thread: visitor, isTyping: true }]);
  running.live!.notify!(visitor, { type: "typing", name: "Anna", isTyping: true });
  running.live!.notify!(visitor, { type: "read", upTo: "an id" });
  running.live!.notify!(visitor, { type: "waiting", wait: { position: 3, expectedSeconds: 240 } });
  expect(context.pushed).toEqual([
    { address: visitor, message: { type: "typing", name: "Anna", isTyping: true } },
    { address: visitor, message: { type: "read", upTo: "an id" } },
    { address: visitor, message: { type: "waiting", wait: { position: 3, expectedSeconds: 240 } } },
  ]);
});

test("an answer is pushed under its own id, and what was shown of it becomes a receipt", async () => {
  const { join, running, context } = await openChat();
  const visitor = idOf(await join());
  const { id, at } = context.answer(visitor, { text: "Good day" });
  const to = { kind: "visitor", address: visitor };
  const message = {
    key: id,
    conversationId: "c",
    thread: visitor,
    to,
    text: "Good day",
    files: [],
    author: { name: "Anna" },
    createdAt: at,
  };
  expect(await running.send!(message)).toEqual({});
  expect(context.pushed[0]).toMatchObject({
    address: visitor,
    message: { type: "message", item: { id, text: "Good day", author: "Anna" } },
  });
  await running.live!.receive(visitor, { type: "receipt", upTo: id, state: "delivered" }, "pipe");
  expect(context.received).toMatchObject([
    { type: "receipt", messageId: id, state: "delivered", upTo: true },
  ]);
});

test("what makes no sense on the pipe is dropped, and so is a flood", async () => {
  const { join, running, context } = await openChat();
  const visitor = idOf(await join());
  for (const message of [
    { type: "nonsense" },
    { type: "typing" },
    { type: "typing", isTyping: "yes" },
    { type: "receipt", upTo: "x", state: "read" },
  ]) {
    await running.live!.receive(visitor, message, "pipe");
  }
  expect([context.typed, context.received]).toEqual([[], []]);
  for (let n = 0; n < 500; n++)
    await running.live!.receive(visitor, { type: "typing", isTyping: true }, "pipe");
  expect(context.typed.length).toBeLessThan(200);
});
