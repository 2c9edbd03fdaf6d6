import type { Exchange } from "../exchange.ts";
import type { Endpoint } from "../webhooks/send-webhook.ts";
import { RestError } from "./rest-error.ts";

export interface RestRequest {
  exchange: Exchange;
  path: string;
  /** Of the path, by the names in its route. */
  params: Record<string, string>;
  query: URLSearchParams;
  form: URLSearchParams;
}

export type Reply = { status: 200 | 201; body: object } | { status: 200; wav: Buffer } | { status: 204 };

export type Handler = (request: RestRequest) => Reply;

/** A switch in a form; undefined where it is not there. */
export function flagIn(form: URLSearchParams, name: string): boolean | undefined {
  const value = form.get(name)?.toLowerCase();
  if (value === undefined) return undefined;
  if (value !== "true" && value !== "false")
    throw new RestError(400, 20001, `${name} must be true or false, not '${value}'.`);
  return value === "true";
}

export function numberIn(form: URLSearchParams, name: string, otherwise: number): number {
  const value = form.get(name);
  if (value === null) return otherwise;
  if (!/^\d+$/.test(value))
    throw new RestError(400, 20001, `${name} must be a whole number, not '${value}'.`);
  return Number(value);
}

/** An address and its method; undefined where none is given. */
export function endpointIn(
  form: URLSearchParams,
  name: string,
  methodName: string,
  code: number,
): Endpoint | undefined {
  const url = form.get(name);
  if (!url) return undefined;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new RestError(400, code, `${name} is not a valid URL: ${url}`);
  return { url, method: form.get(methodName)?.toUpperCase() === "GET" ? "GET" : "POST" };
}

/** A callback with the events it is for, which come as repeated fields or parted by spaces. */
export function callbackIn<Event extends string>(
  form: URLSearchParams,
  name: string,
  usualEvents: Event[],
): (Endpoint & { events: Event[] }) | undefined {
  const endpoint = endpointIn(form, name, `${name}Method`, 21609);
  const events = form.getAll(`${name}Event`).flatMap((value) => value.split(/\s+/)) as Event[];
  return endpoint && { ...endpoint, events: events.length > 0 ? events : usualEvents };
}

/** Whether a moment is as a filter asks: `Name` on that day, `Name>` from then on, `Name<` up to then. */
export function isWithin(query: URLSearchParams, name: string, at: number | undefined): boolean {
  const day = query.get(name);
  const from = query.get(`${name}>`);
  const to = query.get(`${name}<`);
  if (at === undefined) return !day && !from && !to;
  if (day && new Date(at).toISOString().slice(0, 10) !== day.slice(0, 10)) return false;
  return !(from && at < Date.parse(from)) && !(to && at > Date.parse(to));
}

export const isAsked = (query: URLSearchParams, name: string, value: string | undefined) =>
  !query.get(name) || query.get(name) === value;
