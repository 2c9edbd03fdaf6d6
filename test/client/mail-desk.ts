import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { startSmtp, type TestSmtp } from "../../connectors/email/send/test-smtp.ts";
import { startDovecot, type TestDovecot } from "../../connectors/email/test-dovecot.ts";
import { eventually } from "../eventually.ts";
import { chromiumPath, dovecotPath } from "../setup/parts.ts";
import { type Desk, messages, setDesk } from "./desk.ts";

export interface Mail {
  name: string;
  /** Else one by the name. */
  address?: string;
  to?: string;
  subject: string;
  html?: string;
  /** Else a question. */
  text?: string;
  fields?: string[];
}

export interface MailDesk extends Desk {
  smtp: TestSmtp;
  /** Another mailbox of ours; `Support` is there. */
  connect(user: string, name: string): Promise<void>;
  /** Somebody outside writes to a mailbox, `help` unless said. */
  receive(mail: Mail, user?: string): Promise<void>;
  /** A mail as it is, to the mailbox `help`. */
  deliver(mail: string): Promise<void>;
  sentTo(address: string): Promise<{ to: string[]; raw: string; text: string }>;
}

export const hasMail = () => Boolean(chromiumPath() && dovecotPath());

/** A desk with a mailbox, on real servers. */
export function setMailDesk(options?: Parameters<typeof setDesk>[0]): MailDesk {
  const desk = setDesk(options) as MailDesk;
  let dovecot: TestDovecot;

  beforeAll(async () => {
    dovecot = await startDovecot(dovecotPath() ?? "");
    desk.smtp = await startSmtp();
    await desk.connect("help", "Support");
  });
  afterAll(async () => {
    await desk.smtp?.stop();
    await dovecot?.stop();
  });

  desk.connect = async (user, name) => {
    const settings = {
      ...dovecot.settingsFor(user),
      ...desk.smtp.settings,
      authServer: "mx.shop.example",
      importDays: 1,
      largestMegabytes: 1,
    };
    const channel = { connector: "email", name, settings };
    const { status, body } = await desk.hub.agent.post("/api/v1/channels", channel);
    expect(status).toBe(201);
    await eventually(async () => {
      expect((await desk.hub.agent.get(`/api/v1/channels/${body.id}`)).body.health).toBe("up");
    });
  };
  desk.receive = async (mail, user = "help") => void (await dovecot.deliver(user, mailOf(mail)));
  desk.deliver = async (mail) => void (await dovecot.deliver("help", mail));
  desk.sentTo = (address) =>
    eventually(() => {
      const mail = desk.smtp.mails.findLast(({ to }) => to.includes(address));
      expect(mail, `a mail to ${address}`).toBeDefined();
      const raw = mail?.bytes.toString() ?? "";
      return { to: mail?.to ?? [], raw, text: decoded(raw) };
    });
  return desk;
}

function mailOf({ name, address, to = "help@shop.example", subject, html, text, fields = [] }: Mail): string {
  const own = `${name.toLowerCase().replaceAll(" ", ".")}@client.example`;
  const hasType = fields.some((field) => /^content-type:/i.test(field));
  return [
    `From: ${name} <${address ?? own}>`,
    `To: ${to}`,
    `Subject: ${subject}`,
    "Date: Fri, 20 Nov 2026 09:00:00 +0000",
    ...(hasType ? [] : [`Content-Type: ${html ? "text/html" : "text/plain"}; charset=utf-8`]),
    ...fields,
    "",
    html ?? text ?? "Is anybody there?",
    "",
  ].join("\r\n");
}

const decoded = (mail: string): string =>
  mail
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

export const frameOf = (page: Page, subject: string): FrameLocator =>
  messages(page).locator(`iframe[title$=": ${subject}"]`).contentFrame();
