import { expect, test } from "vitest";
import { contactName } from "./contact-name.ts";

const id = "0190c0de-0000-7000-8000-0000000a3f2a";
const identity = (kind: string, address: string, isProven = true) => ({ id, kind, address, isProven });

test.each([
  ["the name", { id, name: "Nora", identities: [identity("email", "nora@example.com")] }, "Nora"],
  [
    "the first address, not the visitor's key",
    { id, name: null, identities: [identity("visitor", "7be1"), identity("phone", "+4930901820")] },
    "+4930901820",
  ],
  [
    "the end of the id, not an address that is only claimed",
    { id, name: null, identities: [identity("email", "nora@example.com", false)] },
    "Visitor 3F2A",
  ],
  ["the end of the id", { id, name: null, identities: [identity("visitor", "7be1")] }, "Visitor 3F2A"],
  ["the address of a summary", { id, name: null, address: "+4930901820" }, "+4930901820"],
  ["the end of the id where no addresses are told", { id, name: null }, "Visitor 3F2A"],
])("somebody is called by %s", (_by, contact, name) => {
  expect(contactName(contact)).toBe(name);
});
