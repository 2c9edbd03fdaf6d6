import { describe, expect, test } from "vitest";
import { leavesOf, withAt } from "../sample.ts";
import { bodies, bodyOf, send, setHouse } from "./house.ts";
import { createJudge } from "./judge.ts";
import { harmlessText, refusedText } from "./texts.ts";

const house = setHouse();
const { judge, note, conclude } = createJudge();

/** These ask for what was done already, or cannot be done with what there is. */
const refusesAnyway = new Set([
  "POST /setup",
  "POST /interactions/:id/move",
  "POST /contacts/:id/join",
  "POST /work-items/:id/completion",
  "PUT /calls/:id/supervision",
  "POST /calls",
  "POST /calls/:id/requeue",
  "POST /calls/:id/legs",
  "PUT /calls/:id/legs/:legId/state",
  "POST /channels/authorisation-requests",
  "POST /channels/authorisations",
  "POST /channels/:id/pretend-calls",
]);

/** A body that may be right ends the session or uses up the link. */
const isDestructive = (key: string) => /sign-out|change-password|two-factor|access-links|sign-in/.test(key);

describe("every field of every body", () => {
  test.each(bodies)("$key", async ({ key, path, body }) => {
    const sample = bodyOf(house, key, body);
    const sendIt = (changed: unknown) => send(house, { key, path }, changed);
    if (!isDestructive(key) && !refusesAnyway.has(key)) {
      const { status, body } = await sendIt(sample);
      if (status >= 300) note(`the sample itself: ${JSON.stringify(body)} ${JSON.stringify(sample)}`);
    }
    judge("unknown field", await sendIt({ ...(sample as object), isAdmin: true }));
    for (const leaf of leavesOf(sample)) {
      const at = leaf.path.join(".");
      for (const text of refusedText) {
        judge(`${at}: ${text.slice(0, 12)}`, await sendIt(withAt(sample, leaf.path, text)));
      }
      for (const wrong of [{ $ne: null }, [["a"]], 1e308, -1]) {
        const isNumber = typeof leaf.value === "number";
        judge(`${at}: ${JSON.stringify(wrong)}`, await sendIt(withAt(sample, leaf.path, wrong)), isNumber);
      }
      if (isDestructive(key)) continue;
      for (const text of typeof leaf.value === "string" ? harmlessText : []) {
        judge(`${at}: ${text.slice(0, 12)}`, await sendIt(withAt(sample, leaf.path, text)), true);
      }
    }
    conclude();
    expect((await house.admin.get("/api/v1/me")).status).toBe(200);
  });
});

test("what is taken comes back as it was sent", async () => {
  for (const text of harmlessText.map((text) => text.trim())) {
    const { status, body, headers } = await house.admin.patch("/api/v1/me", { name: text });
    expect(status).toBe(200);
    expect(body.name).toBe(text);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  }
});
