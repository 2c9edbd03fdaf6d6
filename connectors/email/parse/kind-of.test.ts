import { describe, expect, test } from "vitest";
import { fakeMail, fakeReport } from "./fake-mail.ts";
import { kindOf } from "./kind-of.ts";

const refused = "Final-Recipient: rfc822; bob@far.example\nAction: failed\nStatus: 5.1.1\n";
const nullPath = { "return-path": "<>" };

describe("a bounce", () => {
  test("is a report of a failure or a delay", () => {
    expect(kindOf(fakeReport(refused))).toBe("bounce");
    expect(kindOf(fakeReport(refused.replace("failed", "delayed").replace("5.1.1", "4.4.1")))).toBe("bounce");
  });

  test("is also what a daemon writes in a language nobody thought of", () => {
    const text = "Skilaboðin komust ekki til skila.";
    expect(kindOf(fakeMail({ from: "mailer-daemon@mx.example", subject: "Villa", text }))).toBe("bounce");
  });

  test.each([
    ["MAILER-DAEMON@mx.example", "failure notice", "Hi. This is the qmail-send program at mx.example."],
    [
      "postmaster@mx.example",
      "Undeliverable: Your order",
      "The following recipient(s) could not be reached:",
    ],
    ["postmaster@mx.example", "Mail System Error", "Recipient: <bob@far.example>\n550 User unknown"],
    ["", "failure notice", "550 unknown user <bob@far.example>"],
  ])("comes from %j with the subject %j", (from, subject, text) => {
    expect(kindOf(fakeMail({ from, subject, text }))).toBe("bounce");
  });

  test("is known by the mail that a machine returns", () => {
    const text = "Could not be delivered to: <bob@far.example>\nAs their mailbox is full.";
    const parts = { "message/rfc822": "To: bob@far.example\r\n\r\nHello" };
    expect(kindOf(fakeMail({ from: "no-reply@far.example", text, parts }))).toBe("bounce");
    expect(kindOf(fakeMail({ from: "no-reply@parcels.example", text }))).toBe("message");
  });

  test("may be told by a sending service in JSON", () => {
    const text = `{"Type": "Notification", "Message": "{\\"notificationType\\":\\"Bounce\\",\\"bouncedRecipients\\":[{\\"emailAddress\\":\\"bob@far.example\\",\\"diagnosticCode\\":\\"smtp; 550 5.1.1 user unknown\\"}]}"}`;
    expect(kindOf(fakeMail({ from: "no-reply@sns.example", subject: "Notification", text }))).toBe("bounce");
  });
});

describe("a person's mail is a message", () => {
  const quoted =
    "I got this, what now?\n\n> This is the mail system at mx.example.\n> 550 5.1.1 User unknown";

  test("when it quotes a bounce", () => {
    expect(kindOf(fakeMail({ subject: "Undeliverable: hello", text: quoted }))).toBe("message");
    expect(kindOf(fakeMail({ subject: "Fwd: failure notice", text: quoted }))).toBe("message");
  });

  test("when it has a bounce attached", () => {
    const parts = {
      "message/rfc822": "From: MAILER-DAEMON@mx.example\r\n\r\n550",
      "message/delivery-status": refused,
    };
    expect(kindOf(fakeMail({ text: "See the attached", parts }))).toBe("message");
  });

  test("when the postmaster is a person, too", () => {
    const subject = "Re: Undeliverable: hello";
    expect(kindOf(fakeMail({ from: "postmaster@far.example", subject, text: quoted }))).toBe("message");
    expect(kindOf(fakeMail({ from: "postmaster@far.example", text: "Please send us your invoice." }))).toBe(
      "message",
    );
  });

  test("when it speaks of being out of office, or of an answer that was automatic", () => {
    expect(kindOf(fakeMail({ subject: "Out of office furniture" }))).toBe("message");
    expect(kindOf(fakeMail({ subject: "Re: Automatic reply: my order" }))).toBe("message");
    expect(kindOf(fakeMail({ subject: "Urlaub im Mai" }))).toBe("message");
  });

  test("when the server only asks others not to answer by machine", () => {
    expect(kindOf(fakeMail({ subject: "My order", header: { "x-auto-response-suppress": "All" } }))).toBe(
      "message",
    );
  });

  test("when it says that it is not automatic", () => {
    expect(kindOf(fakeMail({ subject: "My order", header: { "auto-submitted": "no" } }))).toBe("message");
  });

  test("when a calendar file without a meeting goes with it", () => {
    const parts = { "text/calendar": "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR" };
    expect(kindOf(fakeMail({ text: "Our opening hours are attached.", parts }))).toBe("message");
  });
});

describe("a receipt", () => {
  test("says that the mail was shown", () => {
    const header = { "content-type": "multipart/report; report-type=disposition-notification" };
    expect(kindOf(fakeMail({ header, text: "Your message was displayed." }))).toBe("receipt");
  });

  test.each(["delivered", "relayed", "expanded"])("says that the mail was %s", (action) => {
    const fields = `Final-Recipient: rfc822; bob@far.example\nAction: ${action}\nStatus: 2.0.0\n`;
    expect(kindOf(fakeReport(fields))).toBe("receipt");
    expect(kindOf(fakeReport(`${fields}\n${refused}`))).toBe("bounce");
  });

  test("may be told in a daemon's words alone", () => {
    const text = "Your message was successfully delivered to the destination.";
    expect(kindOf(fakeMail({ from: "mailer-daemon@mx.example", subject: "Delivery report", text }))).toBe(
      "receipt",
    );
  });
});

describe("an invite", () => {
  test.each(["REQUEST", "CANCEL", "REPLY", "COUNTER"])("has a calendar part with the method %s", (method) => {
    const parts = { "text/calendar": `BEGIN:VCALENDAR\r\nMETHOD:${method}\r\nEND:VCALENDAR` };
    const header = { "auto-submitted": "auto-generated" };
    expect(kindOf(fakeMail({ header, text: "Ann invites you", parts }))).toBe("invite");
  });

  test("is a calendar file that nobody wrote a word with", () => {
    expect(kindOf(fakeMail({ parts: { "application/ics": "BEGIN:VCALENDAR" } }))).toBe("invite");
  });
});

describe("an auto-reply", () => {
  test.each<Record<string, string>>([
    { "auto-submitted": "auto-replied" },
    { "auto-submitted": "Auto-Generated; owner-email=ann@client.example" },
    { "x-autoreply": "yes" },
    { "x-autorespond": "away" },
    { precedence: "auto_reply" },
    { "x-autogenerated": "Reply" },
  ])("says so: %j", (header) => {
    expect(kindOf(fakeMail({ subject: "My order", header }))).toBe("auto-reply");
  });

  test.each([
    "Automatic reply: My order",
    "Abwesenheitsnotiz: Anfrage",
    "Réponse automatique : Facture",
    "Out of Office",
  ])("has the subject %j", (subject) => {
    expect(kindOf(fakeMail({ subject }))).toBe("auto-reply");
  });

  test.each<Record<string, string>>([
    nullPath,
    { precedence: "bulk" },
    { "x-auto-response-suppress": "All" },
  ])("has a less certain subject and %j", (header) => {
    expect(kindOf(fakeMail({ subject: "Ich bin im Urlaub", header }))).toBe("auto-reply");
  });

  test("is no bounce though its envelope is empty and it tells of mail not delivered", () => {
    const text = "I cannot be reached, and could not deliver the report. Ask carl@client.example.";
    const header = { ...nullPath, "auto-submitted": "auto-replied" };
    expect(kindOf(fakeMail({ subject: "Away", text, header }))).toBe("auto-reply");
  });

  test("is no bounce for the subject that it answers", () => {
    expect(kindOf(fakeMail({ subject: "Automatic reply: Undeliverable mail", header: nullPath }))).toBe(
      "auto-reply",
    );
  });

  test("is a report of abuse, which nobody waits for an answer to", () => {
    const header = { "content-type": 'multipart/report; report-type="feedback-report"' };
    expect(kindOf(fakeMail({ header }))).toBe("auto-reply");
    expect(kindOf(fakeMail({ parts: { "message/feedback-report": "Feedback-Type: abuse" } }))).toBe(
      "auto-reply",
    );
  });
});

test("a mail of a list names it, or is bulk that can be left", () => {
  expect(kindOf(fakeMail({ header: { "list-id": "<news.shop.example>" } }))).toBe("list");
  const unsubscribe = { "list-unsubscribe": "<https://news.example/u>" };
  expect(kindOf(fakeMail({ header: { ...unsubscribe, precedence: "bulk" } }))).toBe("list");
  expect(kindOf(fakeMail({ header: unsubscribe }))).toBe("message");
});
