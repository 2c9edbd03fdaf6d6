import { averageWaitSeconds, makeQueue, type Queue } from "../queues/queue.ts";
import { rfc2822 } from "../rfc2822.ts";
import { page } from "./page.ts";
import { type Handler, numberIn, type RestRequest } from "./request.ts";
import { notFound, RestError } from "./rest-error.ts";

export const listQueues: Handler = (request) =>
  page(request, "queues", [...request.exchange.queues.values()], (queue) => present(request, queue));

export const createQueue: Handler = (request) => {
  const { exchange, form } = request;
  const name = form.get("FriendlyName") ?? "";
  if (exchange.queues.values().some((queue) => queue.name === name))
    throw new RestError(400, 22003, `Queue with FriendlyName ${name} already exists.`);
  const queue = makeQueue(exchange, name, numberIn(form, "MaxSize", 100));
  return { status: 201, body: present(request, queue) };
};

export const fetchQueue: Handler = (request) => ({ status: 200, body: present(request, getQueue(request)) });

export const updateQueue: Handler = (request) => {
  const { exchange, form } = request;
  const queue = getQueue(request);
  queue.name = form.get("FriendlyName") ?? queue.name;
  queue.maxSize = numberIn(form, "MaxSize", queue.maxSize);
  queue.updatedAt = exchange.clock.now();
  return { status: 200, body: present(request, queue) };
};

export const deleteQueue: Handler = (request) => {
  const queue = getQueue(request);
  if (queue.members.length > 0) throw new RestError(400, 22002, `Queue ${queue.sid} is not empty.`);
  request.exchange.queues.delete(queue.sid);
  return { status: 204 };
};

export function getQueue({ exchange, params, path }: RestRequest): Queue {
  const queue = exchange.queues.get(params.queueSid ?? "");
  if (!queue) throw notFound(path);
  return queue;
}

function present({ exchange }: RestRequest, queue: Queue) {
  const below = `/2010-04-01/Accounts/${exchange.accountSid}/Queues/${queue.sid}`;
  return {
    sid: queue.sid,
    account_sid: exchange.accountSid,
    friendly_name: queue.name,
    current_size: queue.members.length,
    max_size: queue.maxSize,
    average_wait_time: averageWaitSeconds(exchange, queue),
    date_created: rfc2822(queue.createdAt),
    date_updated: rfc2822(queue.updatedAt),
    uri: `${below}.json`,
    subresource_uris: { members: `${below}/Members.json` },
  };
}
