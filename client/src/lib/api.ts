import { ApiError, fromBody } from "./api-error.ts";
import type { Answer, Args, ArgsList, EndpointKey, ReadKey } from "./api-types.ts";

interface LooseArgs {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Lets the request outlive the page. */
  keepalive?: boolean;
}

/** `call("PUT /conversations/:id/assignee", { params: { id }, body: { personId } })`. @throws ApiError */
export function call<Key extends EndpointKey>(key: Key, ...[args]: ArgsList<Key>): Promise<Answer<Key>> {
  return send(key, args);
}

export async function send<Key extends EndpointKey>(
  key: Key,
  args: Args<Key> | undefined,
  options: CallOptions = {},
): Promise<Answer<Key>> {
  const { method, url, body } = address(key, loose(args));
  const answer = await reach(url, {
    method,
    ...options,
    credentials: "same-origin",
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return readAnswer(answer);
}

/** Sends bytes as they are, to an endpoint that takes no JSON. @throws ApiError */
export async function putBytes<Key extends Extract<EndpointKey, `PUT ${string}`>>(
  key: Key,
  args: Args<Key>,
  bytes: Blob,
): Promise<void> {
  const { method, url } = address(key, loose(args));
  const headers = { "content-type": "application/octet-stream" };
  await readAnswer(await reach(url, { method, credentials: "same-origin", headers, body: bytes }));
}

/** A query for TanStack Query: `useQuery(request("GET /contacts/:id", { params: { id } }))`. */
export function request<Key extends ReadKey>(key: Key, ...[args]: ArgsList<Key>) {
  return {
    queryKey: queryKey(key, args),
    queryFn: ({ signal }: { signal: AbortSignal }) => send<Key>(key, args as Args<Key>, { signal }),
  };
}

/** `[endpoint, arguments]`: what the cache is asked and told by. */
export const queryKey = <Key extends ReadKey>(key: Key, args?: Partial<Args<Key>>) =>
  args === undefined ? ([key] as const) : ([key, args] as const);

/** Where an answer is that a browser shows by itself. */
export const urlOf = <Key extends ReadKey>(key: Key, ...[args]: ArgsList<Key>): string =>
  address(key, loose(args)).url;

/** A path of better-auth's own (`/sign-in/email`): outside the contract, so what it answers is unknown. */
export async function callAuth(path: `/${string}`, body?: unknown): Promise<unknown> {
  const answer = await reach(`/api/auth${path}`, {
    method: body === undefined ? "GET" : "POST",
    credentials: "same-origin",
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return readAnswer<unknown>(answer);
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError("unreachable", "");
  }
}

async function readAnswer<T>(answer: Response): Promise<T> {
  const body = await readBody(answer);
  if (!answer.ok) throw fromBody(answer.status, body);
  return as<T>(body);
}

async function readBody(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page in place of ours.
    throw new ApiError(answer.ok ? "internal" : "unreachable", "");
  }
}

function address(key: string, { params = {}, query = {}, body }: LooseArgs) {
  const space = key.indexOf(" ");
  const path = key.slice(space + 1).replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const tail = search.size > 0 ? `?${search}` : "";
  return { method: key.slice(0, space), url: `/api/v1${path}${tail}`, body };
}

/** The contract checked both ends: what the hub answers has the type that the endpoint names. */
const as = <T>(body: unknown): T => body as T;
const loose = (args: unknown): LooseArgs => (args ?? {}) as LooseArgs;
