import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../../test/eventually.ts";
import { accessOf, makePerson, testHub } from "../../test/factories.ts";
import { setIngest } from "../../test/set-ingest.ts";
import { AppError } from "../lib/app-error.ts";
import { listQuarantine } from "./list-quarantine.ts";
import { discard, replay } from "./release.ts";
import { message } from "./test-messages.ts";

const hub = await testHub();
const own = setIngest(hub);

afterAll(() => hub.close());

describe("what cannot be processed", () => {
  beforeEach(async () => {
    await query(`create function refuse_poison() returns trigger language plpgsql as $$
      begin if new.text = 'poison' then raise exception 'This is poison.'; end if; return new; end $$`);
    await query(
      `create trigger poison before insert on interactions for each row execute function refuse_poison()`,
    );
  });
  const repair = () => query("drop function if exists refuse_poison() cascade");
  afterEach(repair);

  test("stands alone in quarantine with its reason, and its neighbours go on", async () => {
    const texts = Array.from({ length: 60 }, (_, nth) => (nth % 20 === 7 ? "poison" : `Text ${nth}`));
    await Promise.all(
      texts.map((text, nth) => own.ingest.accept(own.channelId, message({ text, thread: `p${nth % 5}` }))),
    );
    await own.ingest.idle();
    expect(await countMessages()).toBe(57);
    const admin = await accessOf(hub, await makePerson(hub, { role: "admin" }));
    const { items } = await listQuarantine(hub.deps, { access: admin, limit: 50 });
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({
      reason: "This is poison.",
      preview: "poison",
      channelId: own.channelId,
      attempts: 1,
    });
  });

  test("is processed once it is repaired and replayed, once", async () => {
    const { inboundId } = await own.ingest.accept(own.channelId, message({ text: "poison" }));
    await own.ingest.idle();
    const access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
    await repair();
    await own.ingest.start();
    await replay(hub.deps, { access, inboundId });
    await expect(replay(hub.deps, { access, inboundId })).rejects.toMatchObject({ code: "conflict" });
    await eventually(async () => expect(await countMessages()).toBe(1));
  });

  test("is shown to nobody of other channels, and neither replayed nor discarded by them", async () => {
    const { inboundId } = await own.ingest.accept(own.channelId, message({ text: "poison" }));
    await own.ingest.idle();
    const access = {
      ...(await accessOf(hub, await makePerson(hub, { role: "supervisor" }))),
      channelIds: [],
    };
    expect((await listQuarantine(hub.deps, { access, limit: 50 })).items).toEqual([]);
    await expect(replay(hub.deps, { access, inboundId })).rejects.toMatchObject({ code: "not_found" });
    await expect(discard(hub.deps, { access, inboundId })).rejects.toMatchObject({ code: "not_found" });
  });
});

test("what could not be read is read again when it is replayed, and stays where that fails", async () => {
  const access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
  const lost = { type: "unreadable", externalId: "lost", thread: "lost", reason: "Not now." } as const;
  const { inboundId } = await own.ingest.accept(own.channelId, { ...lost, files: [] });
  await own.ingest.idle();
  await own.ingest.start();
  const fails = async () => Promise.reject(new AppError("conflict", "It still cannot be read."));
  await expect(replay(hub.deps, { access, inboundId }, fails)).rejects.toMatchObject({ code: "conflict" });
  expect((await listQuarantine(hub.deps, { access, limit: 50 })).items.map(({ id }) => id)).toContain(
    inboundId,
  );
  await replay(hub.deps, { access, inboundId }, async () =>
    message({ externalId: "found", text: "Here I am" }),
  );
  await eventually(async () => expect(await countMessages()).toBe(1));
  expect((await own.ingest.accept(own.channelId, message({ externalId: "found" }))).duplicate).toBe(true);
});

const query = (text: string, values?: unknown[]) => hub.deps.pool.query(text, values);

async function countMessages(): Promise<number> {
  const { rows } = await query(
    "select count(*) from interactions i join conversations c on c.id = i.conversation_id where c.channel_id = $1",
    [own.channelId],
  );
  return rows[0].count;
}
