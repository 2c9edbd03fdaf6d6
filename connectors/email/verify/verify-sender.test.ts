import { generateKeyPairSync } from "node:crypto";
import { dkimSign } from "mailauth/lib/dkim/sign.js";
import { expect, test } from "vitest";
import type { LookUp } from "./look-up.ts";
import { verifySender } from "./verify-sender.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = `v=DKIM1; k=rsa; p=${publicKey.export({ type: "spki", format: "der" }).toString("base64")}`;

const mail = (from: string, body = "Hello.") =>
  `From: ${from}\r\nTo: help@shop.example\r\nSubject: Hi\r\nMessage-ID: <1@client.example>\r\n\r\n${body}\r\n`;

async function sign(text: string, signingDomain: string, more: object = {}) {
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const one = { signingDomain, selector: "s1", privateKey: pem, ...more };
  const { signatures } = await dkimSign(Buffer.from(text, "latin1"), { ...one, signatureData: [one] });
  return signatures + text;
}

/** TXT records by name; what is not there does not exist. */
const dns = (records: Record<string, string>): LookUp => {
  return async (name, type) => {
    const text = type === "TXT" ? records[name] : undefined;
    if (text === undefined)
      throw Object.assign(new Error(`queryTxt ENOTFOUND ${name}`), { code: "ENOTFOUND" });
    return [[text]];
  };
};
const keyOf = (domain: string) => ({ [`s1._domainkey.${domain}`]: key });
const policyOf = (domain: string, policy: string) => ({ [`_dmarc.${domain}`]: `v=DMARC1; ${policy}` });

const verify = (text: string, lookUp: LookUp) => verifySender(Buffer.from(text, "latin1"), { lookUp });
const verdict = async (text: string, records: Record<string, string>) =>
  (await verify(text, dns(records))).authenticity;

test("a mail that its author's domain signed passes, and says who signed", async () => {
  const signed = await sign(mail("Ann <ann@client.example>"), "client.example");
  const records = { ...keyOf("client.example"), ...policyOf("client.example", "p=reject") };
  expect(await verify(signed, dns(records))).toEqual({
    authenticity: "passed",
    detail: "Signed by client.example.",
  });
});

test("a domain that signs and asks for nothing passes too", async () => {
  const signed = await sign(mail("ann@client.example"), "client.example");
  expect(await verdict(signed, keyOf("client.example"))).toBe("passed");
});

test("a domain above the author's may sign, unless the policy is strict", async () => {
  const signed = await sign(mail("ann@news.client.example"), "client.example");
  const policy = (more: string) => ({
    ...keyOf("client.example"),
    ...policyOf("client.example", `p=reject; ${more}`),
  });
  expect(await verdict(signed, policy("adkim=r"))).toBe("passed");
  expect(await verdict(signed, policy("adkim=s"))).toBe("unknown");
});

test("a signature of somebody else vouches for nobody", async () => {
  const signed = await sign(mail("ann@client.example"), "sender.example");
  const records = { ...keyOf("sender.example"), ...policyOf("client.example", "p=reject") };
  expect(await verdict(signed, records)).toBe("unknown");
});

test.each([
  "reject",
  "quarantine",
])("what was changed on its way fails where the domain asks to %s it", async (p) => {
  const records = { ...keyOf("client.example"), ...policyOf("client.example", `p=${p}`) };
  const signed = await sign(mail("ann@client.example"), "client.example");
  const otherBody = await verify(signed.replace("Hello.", "Pay now."), dns(records));
  expect(otherBody).toEqual({
    authenticity: "failed",
    detail: `The signature of client.example is broken, and client.example asks to ${p} such mail.`,
  });
  expect(await verdict(signed.replace("Subject: Hi", "Subject: Pay"), records)).toBe("failed");
  expect(await verdict(signed.replace("ann@", "boss@"), records)).toBe("failed");
});

test("a broken signature of a domain without a policy says nothing", async () => {
  const changed = (await sign(mail("ann@client.example"), "client.example")).replace("Hello.", "Pay now.");
  expect(await verdict(changed, keyOf("client.example"))).toBe("unknown");
  expect(
    await verdict(changed, { ...keyOf("client.example"), ...policyOf("client.example", "p=none") }),
  ).toBe("unknown");
});

test("one good signature is enough beside a broken one", async () => {
  const once = await sign(mail("ann@client.example"), "client.example");
  const both = await sign(once.replace("Hello.", "Hello.\r\n-- \r\nThe list"), "client.example");
  const records = { ...keyOf("client.example"), ...policyOf("client.example", "p=reject") };
  expect(await verdict(both, records)).toBe("passed");
});

test("mail that nobody signed is unknown whatever the policy: it may have passed by its path", async () => {
  expect(await verdict(mail("ann@client.example"), policyOf("client.example", "p=reject"))).toBe("unknown");
});

test("a key that is gone, in testing or out of date does not make a mail fail", async () => {
  const policy = policyOf("client.example", "p=reject");
  const signed = await sign(mail("ann@client.example"), "client.example");
  expect(await verdict(signed, policy)).toBe("unknown");
  const testing = { "s1._domainkey.client.example": key.replace("k=rsa", "k=rsa; t=y") };
  expect(await verdict(signed.replace("Subject: Hi", "Subject: Pay"), { ...policy, ...testing })).toBe(
    "unknown",
  );
  const old = { signTime: new Date("2020-01-01"), expires: new Date("2020-02-01") };
  const expired = await sign(mail("ann@client.example"), "client.example", old);
  expect(await verdict(expired, { ...policy, ...keyOf("client.example") })).toBe("unknown");
});

test("a signature over a part of the body lets nobody add to it", async () => {
  const signed = await sign(mail("ann@client.example"), "client.example", { maxBodyLength: 8 });
  expect(await verdict(signed, keyOf("client.example"))).toBe("passed");
  const records = { ...keyOf("client.example"), ...policyOf("client.example", "p=reject") };
  expect(await verdict(`${signed}Pay to another account.\r\n`, records)).toBe("unknown");
  expect(await verdict(`${signed}Pay to another account.\r\n`, keyOf("client.example"))).toBe("unknown");
});

test.each([
  ["two authors", "ann@client.example, boss@bank.example"],
  ["two From fields", "ann@client.example\r\nFrom: boss@bank.example"],
  ["a field hidden behind half a line end", "ann@client.example\rFrom: boss@bank.example"],
  ["an author that the checker reads otherwise", "boss@bank.example\r\rFrom: ann@client.example"],
  ["no author", "undisclosed:;"],
])("%s are not vouched for by the signature of one", async (_what, from) => {
  const signed = await sign(mail(from), "client.example");
  expect(await verdict(signed, keyOf("client.example"))).toBe("unknown");
});

test("an author's domain in another script is signed for under its ASCII name", async () => {
  const signed = await sign(
    Buffer.from(mail("ann@bücher.example")).toString("latin1"),
    "xn--bcher-kva.example",
  );
  expect(await verdict(signed, keyOf("xn--bcher-kva.example"))).toBe("passed");
});

test("of a mail that was too large only the header is there, which proves nothing", async () => {
  const signed = await sign(mail("ann@client.example"), "client.example");
  const records = { ...keyOf("client.example"), ...policyOf("client.example", "p=reject") };
  expect(await verdict(signed.slice(0, signed.indexOf("\r\n\r\n") + 2), records)).toBe("unknown");
});

test("a name server that fails or never answers leaves it unknown", async () => {
  const signed = await sign(mail("ann@client.example"), "client.example");
  const fails = async () => {
    throw Object.assign(new Error("queryTxt ESERVFAIL"), { code: "ESERVFAIL" });
  };
  const unknown = { authenticity: "unknown", detail: "client.example could not be looked up." };
  expect(await verify(signed, fails)).toEqual(unknown);
  const silent: LookUp = () => new Promise(() => {});
  expect(await verifySender(Buffer.from(signed), { lookUp: silent, limitMs: 30 })).toEqual(unknown);
});

test("a mail with more signatures than any honest one is not worked through", async () => {
  const asked: string[] = [];
  const lookUp: LookUp = async (name) => {
    asked.push(name);
    return [[key]];
  };
  const signature = (await sign(mail("ann@client.example"), "client.example")).split("\r\nFrom:")[0];
  const many = `${`${signature}\r\n`.repeat(500)}${mail("ann@client.example")}`;
  expect(await verify(many, lookUp)).toEqual({ authenticity: "unknown" });
  expect(
    await verify(`DKIM-Signature: h=${"a:".repeat(50_000)}\r\n${mail("ann@client.example")}`, lookUp),
  ).toEqual({
    authenticity: "unknown",
  });
  expect(asked).toEqual([]);
});

test.each([
  "",
  "\0\0\0",
  "\r\n\r\n",
  "From: a@b.example\r\nDKIM-Signature: ;;=;v=\0\r\n\r\nx",
])("rubbish (%j) is unknown", async (text) => {
  expect(await verdict(text, {})).toBe("unknown");
});

test("a large mail is put together again from its pieces, whatever its line ends", async () => {
  const lines = `${"x".repeat(70)}\r\n`.repeat(3_000);
  for (const padding of ["", "x", "xx"]) {
    const signed = await sign(mail("ann@client.example", padding + lines), "client.example");
    expect(await verdict(signed, keyOf("client.example"))).toBe("passed");
    expect(await verdict(signed.replaceAll("\r\n", "\n"), keyOf("client.example"))).toBe("passed");
  }
});

test("a line without end is not worked through", async () => {
  const signed = await sign(mail("ann@client.example", "x".repeat(500_000)), "client.example");
  expect(await verdict(signed, keyOf("client.example"))).toBe("unknown");
});
