import { describe, expect, test } from "vitest";
import { bounceOf } from "./bounce-of.ts";
import { fakeMail, fakeReport } from "./fake-mail.ts";

const failed = (fields: string) =>
  fakeReport(`Final-Recipient: rfc822; bob@far.example\nAction: failed\n${fields}`);
const notice = (text: string, subject = "Mail delivery failed") =>
  fakeMail({ from: "mailer-daemon@mx.example", subject, text });

test("what is no bounce says nothing of one", () => {
  expect(bounceOf(fakeMail({ text: "550 5.1.1 User unknown" }))).toBeNull();
});

describe("a report", () => {
  test("gives recipient, status and the server's own words", () => {
    expect(
      bounceOf(failed("Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <bob@far.example>:\n  User unknown")),
    ).toEqual({
      recipient: "bob@far.example",
      status: "5.1.1",
      reason: "550 5.1.1 <bob@far.example>: User unknown",
      permanent: true,
    });
  });

  test.each([
    ["5.0.0 (permanent failure)", "550-'5.2.2 <bob@far.example>... Mailbox full'", "5.2.2"],
    ["5.0.0", "550 Rejected", "5.0.0"],
    ["5.1.2", "550 5.0.0 No", "5.1.2"],
    ["4.4.7", "450 4.7.1 Access denied. IP name lookup failed [192.0.2.222]", "4.7.1"],
    ["", "550 No such user", "5.1.1"],
    ["", "452 Mailbox full", "4.2.2"],
    ["", "552 Mailbox full", "5.2.2"],
  ])("with the status %j and the words %j has the status %s", (status, words, exact) => {
    expect(bounceOf(failed(`Status: ${status}\nDiagnostic-Code: smtp; ${words}`))?.status).toBe(exact);
  });

  test("is temporary by its status or by its action", () => {
    expect(bounceOf(failed("Status: 4.4.1"))?.permanent).toBe(false);
    const delayed = "Final-Recipient: rfc822; bob@far.example\nAction: delayed\nStatus: 5.4.7";
    expect(bounceOf(fakeReport(delayed))?.permanent).toBe(false);
  });

  test("on several recipients speaks of the first that failed", () => {
    const fields = ["ann", "bob", "carl"].map(
      (who, index) =>
        `Final-Recipient: rfc822; ${who}@far.example\nAction: ${index ? "failed" : "delivered"}\nStatus: ${index ? 5 : 2}.0.${index}`,
    );
    expect(bounceOf(fakeReport(fields.join("\n\n")))).toMatchObject({
      recipient: "bob@far.example",
      status: "5.0.1",
    });
  });

  test("without words of the server has those of its text", () => {
    const text = "An error has occurred.\n\nbob@far.example: 550 5.7.26 Unauthenticated\n\nBelow is a copy";
    const mail = fakeReport("Final-Recipient: rfc822; bob@far.example\nAction: failed\nStatus: 5.0.0", text);
    expect(bounceOf(mail)).toMatchObject({
      status: "5.7.26",
      reason: "bob@far.example: 550 5.7.26 Unauthenticated",
    });
  });

  test("is also read where it stands in the text", () => {
    const text =
      "Technical report:\n\nAction: failed\nFinal-Recipient: rfc822; bob@far.example\nDiagnostic-Code: smtp; 550 5.3.5 Internal error\nStatus: 5.3.5\n";
    expect(bounceOf(notice(text))).toMatchObject({
      recipient: "bob@far.example",
      reason: "550 5.3.5 Internal error",
    });
  });
});

describe("a notice in words", () => {
  test("names the recipient at the start of a line, and the reason below", () => {
    const text = [
      "A message that you (help@shop.example) sent could not be delivered.",
      "",
      "  bob@far.example",
      "    SMTP error from remote mail server after RCPT TO:<bob@far.example>:",
      "    host mx.far.example [192.0.2.20]: 550 5.1.1 unknown or illegal alias:",
      "    bob@far.example",
      "",
      "------ This is a copy of the message, including all the headers. ------",
      "To: other@far.example",
      "550 5.7.1 quoted",
    ].join("\n");
    expect(bounceOf(notice(text))).toEqual({
      recipient: "bob@far.example",
      status: "5.1.1",
      reason: "host mx.far.example [192.0.2.20]: 550 5.1.1 unknown or illegal alias: bob@far.example",
      permanent: true,
    });
  });

  test("has the recipient of the header before that of the text", () => {
    const mail = fakeMail({
      header: { "x-failed-recipients": "bob@far.example, carl@far.example" },
      subject: "Mail delivery failed",
      text: "carl@far.example\n  Unrouteable address",
    });
    expect(bounceOf(mail)?.recipient).toBe("bob@far.example");
  });

  test("names nobody but returns the mail that was for them", () => {
    const parts = { "message/rfc822": "From: help@shop.example\r\nTo: Bob <bob@far.example>\r\n\r\nHello" };
    const mail = { ...notice("Message could not be delivered to mobile."), parts: fakeMail({ parts }).parts };
    expect(bounceOf(mail)?.recipient).toBe("bob@far.example");
  });

  test.each([
    ["The recipient name is not recognized", "5.1.1", true],
    ["Host or domain name not found", "5.1.2", true],
    ["This account has been disabled", "5.2.1", true],
    ["Too many hops", "5.4.6", true],
    ["Relaying denied", "5.7.1", true],
    ["The user's mailfolder is full", "4.2.2", false],
    ["retry timeout exceeded", "4.4.7", false],
    ["Greylisted, come back in 5 minutes", "4.7.1", false],
    ["Too many connections from your host", "4.4.5", false],
    ["451 Internal trouble", "4.0.0", false],
    ["Eitthvað fór úrskeiðis", null, true],
  ])("means by %j the status %s", (words, status, permanent) => {
    expect(bounceOf(notice(`Sorry.\n\n<bob@far.example>:\n${words}\n`))).toMatchObject({
      recipient: "bob@far.example",
      status,
      permanent,
    });
  });

  test("of a delay is temporary", () => {
    const text = "THIS IS A WARNING MESSAGE ONLY.\n\nbob@far.example";
    expect(bounceOf(notice(text, "Delivery Status Notification (Delay)"))?.permanent).toBe(false);
  });
});

test("a long reason is cut, and one without end does no harm", () => {
  const words = "deliver ".repeat(200_000);
  const started = Date.now();
  expect(bounceOf(notice(`<bob@far.example>: 550 ${words}`))?.reason?.length).toBeLessThanOrEqual(500);
  expect(bounceOf(notice("a".repeat(500_000)))?.recipient).toBeNull();
  expect(Date.now() - started).toBeLessThan(2000);
});
