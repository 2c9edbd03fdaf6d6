import { asResponse } from "../test-response.ts";
import { createFakeContext, type FakeContext } from "./fake-context.ts";
import { webchat } from "./index.ts";
import type { Settings } from "./settings.ts";

export const site = "https://shop.example";

interface Asked {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers whose shape they assert.
  body: any;
}

/** A running chat on a fake hub, asked as a browser on the shop's site asks. */
export async function openChat(settings: Partial<Settings> = {}) {
  const context = createFakeContext({ origins: [site], ...settings });
  const running = await webchat.start(context);

  async function ask(
    method: string,
    path: string,
    more: { token?: string; body?: unknown; headers?: Record<string, string>; ip?: string } = {},
  ): Promise<Asked> {
    const { token, body, headers, ip = "203.0.113.7" } = more;
    const isRaw = typeof body === "string" || body instanceof Uint8Array;
    const request = new Request(`http://hub.test/api/v1/channels/${context.channelId}/inbound/${path}`, {
      method,
      headers: {
        origin: site,
        host: "hub.test",
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      body: (isRaw ? body : JSON.stringify(body)) as BodyInit | undefined,
    });
    const answer = await running.webhook?.(request, { ip });
    const response = answer ? asResponse(answer) : Response.error();
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parse(text) };
  }

  async function join(body: object = {}): Promise<string> {
    return (await ask("POST", "session", { body })).body.token;
  }

  return { context, running, ask, join };
}

export const idOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).id;

export const messagesIn = (context: FakeContext) =>
  context.received.filter((inbound) => inbound.type === "message");

function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
