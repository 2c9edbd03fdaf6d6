import { randomUUID, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { Refusal } from "./answer.ts";

/** Who a visitor's browser is; signed, so that nothing of it is kept here. */
export const Visitor = z.object({
  /** Address and thread in one. */
  id: z.uuid(),
  /** Milliseconds; he sees nothing older. */
  since: z.number(),
  /** An origin beyond the listed ones that may use this token: the hub's own host by another name. */
  origin: z.string().optional(),
  /** The site's id of him, proven by its signature. */
  user: z.string().optional(),
  /** What he said of himself. */
  details: z.object({ name: z.string(), email: z.string(), phone: z.string() }).partial().optional(),
});
export type Visitor = z.infer<typeof Visitor>;

type Sign = (text: string) => string;

export const newVisitor = (more: Pick<Visitor, "origin" | "user">): Visitor => ({
  id: randomUUID(),
  since: Date.now(),
  ...more,
});

export function writeToken(visitor: Visitor, sign: Sign): string {
  const body = Buffer.from(JSON.stringify(visitor)).toString("base64url");
  return `${body}.${sign(`visitor:${body}`)}`;
}

/** @throws Refusal when this channel did not give it out. */
export function readToken(token: unknown, sign: Sign): Visitor {
  const [body = "", signature = ""] =
    typeof token === "string" && token.length < 6000 ? token.split(".") : [];
  if (!body || !isSame(signature, sign(`visitor:${body}`))) {
    throw new Refusal("unauthenticated", "This chat has ended. Please start a new one.");
  }
  return Visitor.parse(JSON.parse(Buffer.from(body, "base64url").toString()));
}

/** Compares in the same time whatever differs. */
export function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
