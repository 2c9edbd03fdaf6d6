import { expect, test } from "vitest";
import { actionOf, readStatusGroups, tellsFailure } from "./delivery-status.ts";

const recipients = (text: string) => readStatusGroups(text).map((group) => group.get("final-recipient"));

test("the fields of the report itself are no recipient's", () => {
  const text =
    "Reporting-MTA: dns; mx.example\nArrival-Date: now\n\nFinal-Recipient: rfc822; a@b\nAction: failed\n";
  expect(recipients(text)).toEqual(["rfc822; a@b"]);
});

test("recipients are told apart by an empty line, several, or none", () => {
  const group = (who: string) => `Final-Recipient: rfc822; ${who}\r\nAction: failed\r\nStatus: 5.1.1\r\n`;
  const both = ["rfc822; a@b", "rfc822; c@d"];
  for (const between of ["\r\n", "\r\n\r\n\r\n", ""]) {
    expect(recipients(group("a@b") + between + group("c@d"))).toEqual(both);
  }
});

test("a field goes on in the lines that are indented", () => {
  const [group] = readStatusGroups(
    "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 User\n  unknown\n\there",
  );
  expect(group?.get("diagnostic-code")).toBe("smtp; 550 User unknown here");
});

test("a word after the action or another case changes nothing", () => {
  expect(actionOf(new Map([["action", "Failed (for good)"]]))).toBe("failed");
});

test("without an action the status tells", () => {
  expect(tellsFailure(new Map([["status", "5.1.1"]]))).toBe(true);
  expect(tellsFailure(new Map([["status", "2.1.5"]]))).toBe(false);
});
