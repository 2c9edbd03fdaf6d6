import { createHmac } from "node:crypto";
import { json, Refusal } from "./answer.ts";
import { readJson } from "./body.ts";
import { addressKey } from "./chat.ts";
import type { Ask } from "./http.ts";
import { filesPerMessage, SessionAsk } from "./shapes.ts";
import { isSame, newVisitor, writeToken } from "./token.ts";
import { takesCalls } from "./voice/takes-calls.ts";
import type { Pass, WidgetConfig } from "./wire.ts";

export async function getConfig({ chat }: Ask): Promise<Response> {
  const { title, greeting, accent, askName, askEmail, askPhone, files, maxFileMb } = chat.context.settings;
  return json({
    title,
    greeting,
    accent,
    form: { name: askName, email: askEmail, phone: askPhone },
    files: { kinds: files, maxSize: maxFileMb * 1024 * 1024, perMessage: filesPerMessage },
    calls: await takesCalls(chat.context),
  } satisfies WidgetConfig);
}

/** A new visitor: nothing is kept of him here until he says something. */
export async function postSession({ chat, request, ip, extraOrigin }: Ask): Promise<Response> {
  chat.limits.addressVisitors.take(addressKey(ip));
  const { user, userHash } = await readJson(request, SessionAsk);
  if (user !== undefined) checkUser(user, userHash, chat.context.settings.identitySecret);
  const visitor = newVisitor({ user, origin: extraOrigin });
  return json({ token: writeToken(visitor, chat.context.sign) } satisfies Pass, 201);
}

function checkUser(user: string, hash: string | undefined, secret: string | undefined) {
  const expected = secret && createHmac("sha256", secret).update(user).digest("hex");
  if (!expected || !isSame((hash ?? "").toLowerCase(), expected)) {
    throw new Refusal("forbidden", "The signature of this user id is not right.");
  }
}
