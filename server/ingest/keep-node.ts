import type pg from "pg";
import { connectApart } from "../events/dedicated-client.ts";
import type { Deps } from "../lib/deps.ts";
import { adopt, loadOwn } from "./adopt.ts";
import type { Backlog } from "./backlog.ts";
import type { Lanes } from "./lanes.ts";

export interface KeptNode {
  stop(): Promise<void>;
}

const beatMs = 2_000;
/** What is younger is usually on its way through the lanes. */
const usualMs = 3_000;
/** First half of the session lock that a node holds while its process lives. */
const nodeLock = 7_412;

/**
 * Says every two seconds that this node lives, takes over what dead ones have left, and hands to the lanes what of all
 * that is this node's they do not hold: what was taken over, is more than memory should hold, is to be processed again,
 * or was committed when its answer got lost.
 */
export async function keepNode(deps: Deps, lanes: Lanes, backlog: Backlog): Promise<KeptNode> {
  let client: pg.Client | undefined;
  let isStopping = false;
  let wake = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, beatMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function beat(isFirst: boolean) {
    client ??= await begin(deps);
    await client.query("update nodes set seen_at = now() where id = $1", [deps.nodeId]);
    const adopted = await adopt(client, deps.nodeId, { nodeLock, isFirst });
    if (isFirst || adopted > 0) backlog.fallBehind();
    if (backlog.isBehind()) await catchUp(client);
    else await pickUp(client);
  }

  /** A page, and the next one as soon as the lanes are done with it; one of put off receipts alone waits for the beat. */
  async function catchUp(from: pg.Client) {
    const added = await backlog.catchUp(() => loadOwn(from, deps.nodeId, "infinity"));
    if (backlog.isBehind() && added > 0) void lanes.idle().then(() => wake());
  }

  /** Not while the lanes themselves are late: most of what has waited long is theirs already. */
  async function pickUp(from: pg.Client) {
    const usual = new Date(deps.clock.now().getTime() - usualMs);
    if (lanes.isLate(usual)) return;
    const { items, isLast } = await loadOwn(from, deps.nodeId, usual);
    lanes.add(items);
    if (!isLast) backlog.fallBehind();
  }

  async function follow() {
    while (!isStopping) {
      await pause();
      if (isStopping) return;
      await beat(false).catch(async (err) => {
        deps.log.warn({ err }, "This node could not say that it lives; trying again");
        await client?.end().catch(() => {});
        client = undefined;
      });
    }
  }

  await beat(true);
  const following = follow();
  return {
    async stop() {
      isStopping = true;
      wake();
      await following;
      await client?.query("delete from nodes where id = $1", [deps.nodeId]).catch(() => {});
      await client?.end().catch(() => {});
    },
  };
}

async function begin(deps: Pick<Deps, "pool" | "nodeId">): Promise<pg.Client> {
  const client = await connectApart(deps.pool, "switchboard node");
  await client.query("select pg_advisory_lock($1, hashtext($2))", [nodeLock, deps.nodeId]);
  await client.query("insert into nodes (id) values ($1) on conflict (id) do update set seen_at = now()", [
    deps.nodeId,
  ]);
  return client;
}
