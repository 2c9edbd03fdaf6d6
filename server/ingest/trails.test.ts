import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Inbound } from "../../connectors/contract.ts";
import { makePipeline, testHub } from "../../test/factories.ts";
import { setIngest } from "../../test/set-ingest.ts";
import { type LetterWorld, letterWorld, sentTo } from "./test-letters.ts";

const hub = await testHub();
await makePipeline(hub);
const own = setIngest(hub);
let world: LetterWorld;
const letter: LetterWorld["letter"] = (...values) => world.letter(...values);
const at = (name: string) => world.at(name);

beforeEach(() => {
  world = letterWorld();
});
afterAll(() => hub.close());

describe.each(["one by one", "at once"] as const)("letters that come %s", (way) => {
  test("an answer joins what it names, whoever of those on it writes", async () => {
    const placed = await place(way, [
      letter("a", { from: "ann", cc: ["carl"] }),
      letter("b", { from: "ann", references: ["a"] }),
      letter("c", { from: "carl", references: ["b", "a"] }),
    ]);
    expect(new Set(placed.map(({ conversation }) => conversation)).size).toBe(1);
    expect(placed.map(({ position }) => position)).toEqual([0, 1, 2]);
    expect(placed[2]?.signals).toContain("trail.reference");
  });

  test("strangers who name the same message stay apart", async () => {
    const placed = await place(way, [
      letter("news", { from: "newsletter" }),
      letter("a", { from: "ann", references: ["news"] }),
      letter("b", { from: "bob", references: ["news", "elsewhere"] }),
      letter("c", { from: "carl", references: ["elsewhere"] }),
    ]);
    expect(new Set(placed.map(({ conversation }) => conversation)).size).toBe(4);
    expect(placed[1]?.signals).toContain("trail.strangers");
  });

  test("strangers who answer a list and all on it stay apart", async () => {
    const placed = await place(way, [
      letter("news", { from: "newsletter", nature: "list" }),
      letter("a", { from: "ann", cc: ["newsletter"], references: ["news"] }),
      letter("b", { from: "bob", cc: ["newsletter"], references: ["news"] }),
    ]);
    expect(new Set(placed.map(({ conversation }) => conversation)).size).toBe(3);
  });

  test("what is answered joins its answer where that came first", async () => {
    const placed = await place(way, [
      { ...letter("b", { from: "ann", references: ["a"] }), ...sentTo(at("ann")) },
      letter("a", { from: "ann" }),
      letter("c", { from: "bob", references: ["b"] }),
    ]);
    const [b, a, c] = placed.map(({ conversation }) => conversation);
    expect(a).toBe(b);
    expect(c).not.toBe(b);
  });

  test("what only shares a thread with another is not that one again", async () => {
    const [first, second] = ["a", "b"].map((id) => {
      const made = letter(id, { from: "ann" });
      made.trail?.ids.push(`thread-index:${world.name}`);
      made.trail?.references.push(`thread-index:${world.name}`);
      return made;
    });
    const placed = await place(
      way,
      [first, second].filter((one) => one !== undefined),
    );
    expect(placed.map(({ marks }) => marks)).toEqual([null, null]);
    expect(placed[0]?.conversation).toBe(placed[1]?.conversation);
  });

  test("somebody new who writes to those on it joins, and is marked as new", async () => {
    const placed = await place(way, [
      letter("a", { from: "ann" }),
      letter("b", { from: "dora", cc: ["ann"], references: ["a"] }),
      letter("c", { from: "dora", references: ["b"] }),
    ]);
    expect(new Set(placed.map(({ conversation }) => conversation)).size).toBe(1);
    expect(placed.map(({ signals }) => signals.includes("trail.newParticipant"))).toEqual([
      false,
      true,
      false,
    ]);
  });

  test("whoever is copied for the first time is marked as new, each, and at most three of them", async () => {
    const cc = ["carl", "dora", "emil", "fay", "gus"];
    const placed = await place(way, [
      letter("a", { from: "ann", cc: ["carl"] }),
      letter("b", { from: "ann", cc, references: ["a"] }),
      letter("c", { from: "ann", cc, references: ["b"] }),
    ]);
    expect(placed.map(({ newcomers }) => newcomers)).toEqual([[], ["dora", "emil", "fay"].map(at), []]);
  });

  test("another subject begins another conversation", async () => {
    const placed = await place(way, [
      letter("a", { from: "ann", topic: "broken lamp" }),
      letter("b", { from: "ann", topic: "my invoice", references: ["a"] }),
      letter("c", { from: "ann", topic: "my invoice", references: ["b", "a"] }),
    ]);
    expect(placed[1]?.conversation).not.toBe(placed[0]?.conversation);
    expect(placed[2]?.conversation).toBe(placed[1]?.conversation);
    expect(placed[1]?.signals).toContain("trail.otherTopic");
  });

  test("an answer that names nothing joins the latest of its topic and person", async () => {
    const placed = await place(way, [
      letter("a", { from: "ann", topic: "order" }),
      letter("b", { from: "ann", topic: "order" }),
      letter("c", { from: "ann", topic: "order", isAnswer: true }),
      letter("d", { from: "bob", topic: "order", isAnswer: true }),
      letter("e", { from: "ann", topic: "", isAnswer: true }),
    ]);
    const [a, b, c, d, e] = placed.map(({ conversation }) => conversation);
    expect(new Set([a, b, d, e]).size).toBe(4);
    expect(c).toBe(b);
    expect(placed[2]?.signals).toContain("trail.topic");
  });

  test("the same id with something else in it is kept and marked", async () => {
    const placed = await place(way, [
      letter("a", { from: "ann", text: "Pay to this account" }),
      letter("a", { from: "mallory", text: "Pay to that account" }),
    ]);
    expect(placed[1]?.conversation).not.toBe(placed[0]?.conversation);
    expect(placed.map(({ marks }) => marks)).toEqual([null, [{ mark: "reusedId" }]]);
  });

  test("a sender whose name is not vouched for joins nothing, neither person nor conversation", async () => {
    const forged = letter("b", { from: "mallory", topic: "order", isAnswer: true, references: ["a"] });
    forged.from = {
      identity: { kind: "unverified-email", address: `${at("ann")}#${forged.externalId}` },
      claims: [{ kind: "email", address: at("ann") }],
    };
    forged.envelope = letter("b", { from: "ann" }).envelope;
    forged.authenticity = "failed";
    const [first, second] = await place(way, [letter("a", { from: "ann", topic: "order" }), forged]);
    expect(second?.conversation).not.toBe(first?.conversation);
    expect(second?.contact).not.toBe(first?.contact);
    expect(second?.signals).toContain("trail.notVouchedFor");
  });

  test("what a machine sends joins and stays, but wakes and starts nothing", async () => {
    const placed = await place(way, [
      letter("a", { from: "ann", nature: "auto-reply" }),
      letter("b", { from: "bob", nature: "list" }),
    ]);
    const { rows } = await hub.deps.pool.query(
      `select c.status, c.waiting_since as waiting,
        (select count(*)::int from deals where conversation_id = c.id) + (select count(*)::int from tasks
          where conversation_id = c.id) + (select count(*)::int from work_items where conversation_id = c.id) as made
      from conversations c where id = any($1::uuid[]) order by c.status`,
      [placed.map(({ conversation }) => conversation)],
    );
    expect(rows).toEqual([
      { status: "open", waiting: null, made: 0 },
      { status: "resolved", waiting: null, made: 0 },
    ]);
  });

  test("what somebody of ours sent from elsewhere answers the conversation that it names", async () => {
    const placed = await place(way, [
      letter("a", { from: "ann", topic: "order" }),
      { ...letter("b", { from: "ann", topic: "order", references: ["a"] }), ...sentTo(at("ann")) },
      letter("c", { from: "ann", topic: "order", references: ["b"], nature: "auto-reply" }),
    ]);
    expect(new Set(placed.map(({ conversation }) => conversation)).size).toBe(1);
    const { rows } = await hub.deps.pool.query(
      `select i.direction, i.state, c.waiting_since as waiting, c.last_direction as last, t.done_at is not null as done
      from interactions i join conversations c on c.id = i.conversation_id join tasks t on t.conversation_id = c.id
      where c.id = $1 and i.kind = 'message' order by i.position`,
      [placed[0]?.conversation],
    );
    const common = { waiting: null, last: "in", done: true };
    expect(rows).toEqual([
      { direction: "in", state: "received", ...common },
      { direction: "out", state: "sent", ...common },
      { direction: "in", state: "received", ...common },
    ]);
  });
});

test("what is signed by the channel joins whatever else it says, and what is forged joins nothing", async () => {
  const [first] = await place("one by one", [letter("a", { from: "ann", topic: "order" })]);
  const answers = [String(first?.id)];
  const placed = await place("one by one", [
    letter("b", { from: "zoe", topic: "something else", answers }),
    letter("c", { from: "ann", topic: "order", isForged: true }),
  ]);
  expect(placed[0]?.conversation).toBe(first?.conversation);
  expect(placed[0]?.signals).toEqual(expect.arrayContaining(["trail.signed", "trail.newParticipant"]));
  expect(placed[1]?.conversation).not.toBe(first?.conversation);
  expect(placed[1]?.signals).toContain("trail.forged");
});

test("an automatic answer leaves resolved what is resolved", async () => {
  const [first] = await place("one by one", [letter("a", { from: "ann" })]);
  await hub.deps.pool.query(
    "update conversations set status = 'resolved', resolved_at = now() where id = $1",
    [first?.conversation],
  );
  const [second] = await place("one by one", [
    letter("b", { from: "ann", references: ["a"], nature: "auto-reply" }),
  ]);
  expect(second?.conversation).toBe(first?.conversation);
  const { rows } = await hub.deps.pool.query(
    "select status, resolved_at is null as lost from conversations where id = $1",
    [first?.conversation],
  );
  expect(rows).toEqual([{ status: "resolved", lost: false }]);
});

test("what cannot be read goes to quarantine with its reason, and its neighbours go on", async () => {
  const lost: Inbound = {
    type: "unreadable",
    externalId: `${world.name}-x`,
    thread: "x",
    reason: "No boundary ends it.",
    files: [],
  };
  const placed = await place("at once", [letter("a", { from: "ann" }), lost, letter("b", { from: "bob" })]);
  expect(placed.map(({ conversation }) => conversation !== null)).toEqual([true, false, true]);
  const { rows } = await hub.deps.pool.query("select set_aside, reason from inbound where external_id = $1", [
    lost.externalId,
  ]);
  expect(rows).toEqual([{ set_aside: "quarantined", reason: "No boundary ends it." }]);
});

async function place(way: "one by one" | "at once", items: Inbound[]) {
  const ids: string[] = [];
  const accept = async (item: Inbound) => (await own.ingest.accept(own.channelId, item)).inboundId;
  if (way === "at once") ids.push(...(await Promise.all(items.map(accept))));
  else for (const item of items) ids.push(await accept(item));
  await own.ingest.idle();
  const { rows } = await hub.deps.pool.query(
    `select k.id, i.conversation_id as conversation, i.contact_id as contact, i.position, i.why, l.marks
    from unnest($1::uuid[]) with ordinality k(id, nth) left join interactions i on i.id = k.id
    left join letters l on l.interaction_id = i.id order by nth`,
    [ids],
  );
  return rows.map(({ why, ...row }) => ({
    ...row,
    newcomers: (why?.thread ?? [])
      .filter(({ signal }: { signal: string }) => signal === "trail.newParticipant")
      .map(({ detail }: { detail?: string }) => detail),
    signals: (why?.thread ?? []).map(({ signal }: { signal: string }) => signal),
  }));
}
