import { ImapFlow } from "imapflow";
import { simpleParser } from "mailparser";

/** `node mail-bare.ts PORT USER`: fetches and parses every mail of a mailbox, and prints how many per second. */
const [port, user = ""] = process.argv.slice(2);
const client = new ImapFlow({
  host: "127.0.0.1",
  port: Number(port),
  secure: false,
  doSTARTTLS: false,
  auth: { user, pass: "secret" },
  logger: false,
});
const startedAt = performance.now();
await client.connect();
await client.mailboxOpen("INBOX", { readOnly: true });
let count = 0;
for await (const { source } of client.fetch("1:*", { source: true })) {
  if (source) await simpleParser(source);
  count++;
}
process.stdout.write(`${(count / (performance.now() - startedAt)) * 1_000}\n`);
await client.logout();
