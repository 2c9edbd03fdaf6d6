import type {
  ConnectorContext,
  Inbound,
  InboundMessage,
  JsonAnswer,
  Received,
  WebhookRequest,
} from "../contract.ts";
import { fileBehind } from "./file-links.ts";
import type { Settings } from "./settings.ts";
import { type Item, parseItems } from "./shapes.ts";
import { createIsSame, isSigned, signatureHeader } from "./signature.ts";

type Context = ConnectorContext<Settings>;
type Read = (request: WebhookRequest) => Promise<string | undefined>;

/** Takes what the other system posts, and hands out the files of answers. */
export function createDoor(context: Context) {
  const readIfAllowed = createRead(context);
  return async (request: WebhookRequest): Promise<Response | JsonAnswer> => {
    const [path = ""] = request.url.split("?", 1);
    if (path.endsWith("/inbound")) return takeIn(context, request, readIfAllowed);
    if (/\/inbound\/files\/[^/]+$/.test(path)) return giveFile(context, request);
    return refuse(request, 404, "not_found", "There is nothing here.");
  };
}

async function takeIn(context: Context, request: WebhookRequest, readIfAllowed: Read): Promise<JsonAnswer> {
  if (request.method !== "POST") return refuse(request, 405, "invalid", "Post here.", { allow: "POST" });
  const body = await readIfAllowed(request);
  if (body === undefined) {
    return refuse(request, 401, "unauthenticated", "The token or the signature is missing or not right.", {
      "www-authenticate": "Bearer",
    });
  }
  const parsed = parse(body);
  if ("fields" in parsed) {
    return refuse(request, 400, "invalid", "This cannot be taken as it is.", {}, parsed.fields);
  }
  // Files first: what is received goes in at once, in the order in which it was posted.
  const inbound = await Promise.all(parsed.items.map((item) => toInbound(context, item)));
  const taken = await Promise.all(inbound.map((item) => take(context, item)));
  const status = taken.every(({ duplicate }) => duplicate) ? 200 : 202;
  return { status, body: parsed.isList ? { items: taken } : taken[0] };
}

/** A token is judged before the body is read; a signature needs the body. */
function createRead({ settings }: Context): Read {
  const isToken = createIsSame(settings.token);
  return async (request) => {
    const token = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    if (token !== undefined) return isToken(token) ? request.text() : undefined;
    const signature = request.headers.get(signatureHeader);
    if (!signature) return undefined;
    const bytes = new Uint8Array(await request.arrayBuffer());
    return isSigned(settings.signingSecret, bytes, signature, new Date())
      ? new TextDecoder().decode(bytes)
      : undefined;
  };
}

function parse(body: string): { items: Item[]; isList: boolean } | { fields: Record<string, string> } {
  try {
    const json: unknown = JSON.parse(body);
    const parsed = parseItems(json);
    return "fields" in parsed ? parsed : { ...parsed, isList: Array.isArray(json) };
  } catch (error) {
    if (error instanceof SyntaxError) return { fields: { body: "is not JSON" } };
    throw error;
  }
}

async function take(context: Context, item: Inbound): Promise<Received & { externalId: string }> {
  return { externalId: item.externalId, ...(await context.receive(item)) };
}

function toInbound(context: Context, item: Item): Inbound | Promise<Inbound> {
  if (item.type !== "message") return item;
  const { files, ...message } = item;
  return files ? keepFiles(context, message, files) : message;
}

async function keepFiles(
  context: Context,
  message: InboundMessage,
  given: NonNullable<Extract<Item, { type: "message" }>["files"]>,
): Promise<Inbound> {
  const files = await Promise.all(
    given.map(({ content, ...file }) => context.keepFile({ ...file, bytes: Buffer.from(content, "base64") })),
  );
  return { ...message, files };
}

async function giveFile(context: Context, request: WebhookRequest): Promise<Response | JsonAnswer> {
  const file = request.method === "GET" ? await fileBehind(context, new URL(request.url)) : undefined;
  if (!file) return refuse(request, 404, "not_found", "There is no such file.");
  return new Response(file.stream(), {
    headers: {
      "Content-Type": file.contentType,
      "Content-Length": String(file.size),
      "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "Content-Security-Policy": "sandbox",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

function refuse(
  request: WebhookRequest,
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
  fields?: Record<string, string>,
): JsonAnswer {
  const requestId = request.headers.get("x-request-id") ?? "none";
  return { status, headers, body: { error: { code, message, requestId, fields } } };
}
