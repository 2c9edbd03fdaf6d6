import { createHmac } from "node:crypto";
import type { ConnectorContext, Letter, OpenFile, Outbound } from "../../contract.ts";
import { type Settings, settings } from "../settings.ts";

/** As much of the hub as sending needs. */
export interface TestContext extends Pick<ConnectorContext<Settings>, "settings" | "sign" | "log"> {
  warnings: { fields: object; message: string }[];
}

export function testContext(given: Partial<Settings> = {}): TestContext {
  const warnings: TestContext["warnings"] = [];
  const here = { imapHost: "127.0.0.1", smtpHost: "127.0.0.1", smtpSecurity: "none", keepSent: false };
  return {
    warnings,
    settings: settings.parse({ address: "help@shop.example", ...here, ...given }),
    sign: (text) => createHmac("sha256", "channel key").update(text).digest("hex"),
    log: { info() {}, error() {}, warn: (fields, message) => void warnings.push({ fields, message }) },
  };
}

const letter: Letter = {
  subject: "Your order",
  to: [{ address: "ann@client.example", name: "Ann Smith" }],
  cc: [],
  bcc: [],
  before: [],
  writtenTo: [],
};

export const keyOf = (nth: number): string => `0190c0de-0000-7000-8000-${String(nth).padStart(12, "0")}`;

/** A letter to Ann. */
export function testMessage(given: Partial<Outbound> = {}, inLetter: Partial<Letter> = {}): Outbound {
  return {
    key: keyOf(1),
    conversationId: keyOf(2),
    thread: "t1",
    to: { kind: "email", address: "ann@client.example" },
    text: "Hello Ann,\n\nit is on its way.",
    files: [],
    author: { name: "Bob Jones" },
    createdAt: "2026-01-02T03:04:05.000Z",
    letter: { ...letter, ...inLetter },
    ...given,
  };
}

export function testFile(given: Partial<OpenFile> & { content?: string | Buffer }): OpenFile {
  const bytes = Buffer.from(given.content ?? "content");
  return {
    id: keyOf(10),
    name: "file.txt",
    contentType: "text/plain",
    size: bytes.length,
    stream: () => new Blob([bytes]).stream(),
    ...given,
  };
}
