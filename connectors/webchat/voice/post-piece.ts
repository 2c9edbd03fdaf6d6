import { done, Refusal } from "../answer.ts";
import { readBytes } from "../body.ts";
import { addressKey } from "../chat.ts";
import type { VisitorAsk } from "../http.ts";
import { callNameOf } from "./call-name.ts";
import { refuseRejected } from "./refuse-rejected.ts";
import { PieceOf } from "./shapes.ts";

const largest = 256 * 1024;

/** Some of what a visitor says at a `record` step, as the bare body; which, stands in the address. */
export async function postPiece({ chat, request, url, ip, visitor }: VisitorAsk): Promise<Response> {
  const { context, limits } = chat;
  const piece = PieceOf.safeParse(Object.fromEntries(url.searchParams)).data;
  if (!piece) throw new Refusal("invalid", "The address does not say which piece this is.");
  limits.visitorPieces.take(visitor.id);
  limits.addressPieces.take(addressKey(ip));
  const bytes = await readBytes(request, largest);
  if (bytes.byteLength === 0) throw new Refusal("invalid", "A piece has at least one byte.");
  const { call, turn, number } = piece;
  const keeping = context.calls.keepPiece(callNameOf(visitor.id, call), { turn, number, bytes });
  await keeping.catch((error) => refuseRejected(error));
  return done();
}
