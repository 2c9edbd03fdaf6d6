import { asc, inArray } from "drizzle-orm";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { queues } from "../../../db/schema/routing.ts";
import type { CallerId } from "../../contract/outgoing-calls.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { listCarryingChannels } from "../queries.ts";
import { callerIdsOf } from "./caller-ids-of.ts";

type Parts = Pick<Deps, "db" | "carriers" | "clock" | "log">;

/** A channel that calls telephones, and the numbers that it can do so with. */
interface DiallingChannel {
  id: string;
  name: string;
  /** Its own first. */
  numbers: [string, ...string[]];
}

/** What somebody can call with, or by one channel alone: for each of their queues, then without one by each channel. */
export async function listCallerIds(
  deps: Parts,
  { access, channelId = null }: { access: Access; channelId?: string | null },
): Promise<CallerId[]> {
  const channels = (await listDialling(deps)).filter(
    ({ id }) => access.channelIds.includes(id) && (channelId === null || id === channelId),
  );
  const [first] = channels;
  if (!first) return [];
  const own = await listQueues(deps, access);
  return [
    ...own.map((queue) => {
      const channel = channels.find(({ numbers }) => numbers.includes(queue.callerId ?? ""));
      return callerIdOf(channel ?? first, queue);
    }),
    ...channels.map((channel) => callerIdOf(channel)),
  ];
}

/** As a queue has it, if the channel has such a number; else with the channel's own. */
function callerIdOf(
  channel: DiallingChannel,
  queue?: { id: string; name: string; callerId: string | null },
): CallerId {
  const wanted = channel.numbers.find((one) => one === queue?.callerId);
  const number = wanted ?? channel.numbers[0];
  return {
    channelId: channel.id,
    queueId: queue?.id ?? null,
    name: queue?.name ?? channel.name,
    number,
    country: parsePhoneNumberFromString(number)?.country ?? null,
  };
}

/** All that run here, whosever they are. */
export async function listDialling(deps: Parts): Promise<DiallingChannel[]> {
  const channels = await listCarryingChannels(deps);
  const found = channels.map(async ({ id, name }): Promise<DiallingChannel[]> => {
    const [own, ...others] = await callerIdsOf(deps, id);
    return own === undefined ? [] : [{ id, name, numbers: [own, ...others] }];
  });
  return (await Promise.all(found)).flat();
}

const listQueues = ({ db }: Parts, { queueIds }: Access) =>
  db
    .select({ id: queues.id, name: queues.name, callerId: queues.callerId })
    .from(queues)
    .where(inArray(queues.id, queueIds))
    .orderBy(asc(queues.name), asc(queues.id));
