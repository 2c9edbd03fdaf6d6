import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import type { CallDoor } from "../../contract.ts";
import { channelId, createFakeContext } from "../fake-context.ts";
import { createRunningNumber } from "../running-number.ts";
import { readSigned } from "./signed.ts";

const authToken = "12345";
const path = `/api/v1/channels/${channelId}/inbound`;

/** By www.twilio.com/docs/usage/webhooks/webhooks-security, without the official library. */
const sign = (text: string) => createHmac("sha1", authToken).update(text, "utf8").digest("base64");

const signForm = (url: string, fields: [string, string][]) =>
  sign(
    url +
      [...fields]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map((pair) => pair.join(""))
        .join(""),
  );

function runningAt(publicUrl: string) {
  const settings = { accountSid: `AC${"0".repeat(32)}`, authToken, number: "+4930123456" };
  const context = createFakeContext({ publicUrl, settings, calls: {} as CallDoor });
  return createRunningNumber(context);
}

function post(url: string, signature: string, body: string, type = "application/x-www-form-urlencoded") {
  const headers = { "content-type": type, "x-twilio-signature": signature };
  const request = new Request(url, { method: "POST", headers, body });
  // The hub hands an address over as it came; the platform's own class would write it anew.
  return Object.defineProperty(request, "url", { value: url });
}

test("the signature of Twilio's own example holds", () => {
  const example: [string, string][] = [
    ["CallSid", "CA1234567890ABCDE"],
    ["Caller", "+14158675310"],
    ["Digits", "1234"],
    ["From", "+14158675310"],
    ["To", "+18005551212"],
  ];
  expect(signForm("https://example.com/myapp.php?foo=1&bar=2", example)).toBe("L/OH5YylLD5NRKLltdqwSvS0BnU=");
});

test.each([
  ["a plain address", "https://hub.example.com", "/voice"],
  ["a port of its own", "https://hub.example.com:8443", "/voice"],
  ["no encryption, on a port", "http://127.0.0.1:3000", "/voice"],
  ["a query", "https://hub.example.com", "/voice/steps?turn=3&keys=5"],
  ["a query with signs of all kinds", "https://hub.example.com", "/wait?keys=%2A&turn=1&x=%C3%A4%20b+c'd"],
  ["a name in other letters", "https://xn--bcher-kva.example", "/status"],
  ["a folder before it", "https://example.com/hub", "/status"],
])("%s is read, whatever host the proxy's request names", async (_what, publicUrl, rest) => {
  const signature = signForm(`${publicUrl}${path}${rest}`, [["CallSid", "CA1"]]);
  for (const seen of [publicUrl, "http://10.0.0.7:3000", "http://localhost"]) {
    const request = post(`${seen}${path}${rest}`, signature, "CallSid=CA1");
    const signed = await readSigned(runningAt(publicUrl), request);
    expect(signed?.fields, seen).toEqual({ CallSid: "CA1" });
  }
});

test("Twilio may write the usual port or leave it out", async () => {
  const running = runningAt("https://hub.example.com");
  const signature = signForm(`https://hub.example.com:443${path}/voice`, [["CallSid", "CA1"]]);
  expect(await readSigned(running, post(`https://x${path}/voice`, signature, "CallSid=CA1"))).toBeDefined();
});

test("fields in any script, empty ones and repeated ones are read as they were signed", async () => {
  const url = `https://hub.example.com${path}/voice`;
  const form = new URLSearchParams({ CallerName: "Žofie 北京 🙂 & Co=1+1", CallerCity: "", From: "+49 30" });
  const running = runningAt("https://hub.example.com");
  const signed = await readSigned(running, post(url, signForm(url, [...form]), form.toString()));
  expect(signed?.fields).toEqual(Object.fromEntries(form));

  const twice = sign(`${url}MediaUrlabMediaUrlb`.replace("MediaUrlab", "MediaUrla"));
  const both = await readSigned(running, post(url, twice, "MediaUrl=b&MediaUrl=a"));
  expect(both?.fields).toEqual({ MediaUrl: "a" });
});

test("JSON is signed by its hash in the address", async () => {
  const body = JSON.stringify({ CallSid: "CA1", city: "Malmö", deep: { more: 1 } });
  const hash = createHash("sha256").update(body).digest("hex");
  const running = runningAt("https://hub.example.com:8443");
  const url = `https://hub.example.com:8443${path}/status?bodySHA256=${hash}`;
  const json = "application/json; charset=utf-8";
  expect((await readSigned(running, post(url, sign(url), body, json)))?.fields).toEqual({
    CallSid: "CA1",
    city: "Malmö",
  });
  expect(await readSigned(running, post(url, sign(url), `${body} `, json))).toBeUndefined();
  const bare = url.replace(/\?.*/, "");
  expect(await readSigned(running, post(bare, sign(bare), body, json))).toBeUndefined();
});

test("what is signed with another token, for another address or other fields is not read", async () => {
  const running = runningAt("https://hub.example.com");
  const url = `https://hub.example.com${path}/voice?turn=1`;
  const right = signForm(url, [["CallSid", "CA1"]]);
  const wrong: [string, string, string][] = [
    [url, "", "CallSid=CA1"],
    [url, "nonsense", "CallSid=CA1"],
    [url, createHmac("sha1", "other").update(`${url}CallSidCA1`).digest("base64"), "CallSid=CA1"],
    [url, right, "CallSid=CA2"],
    [url, right, "CallSid=CA1&Digits=1"],
    [url.replace("turn=1", "turn=2"), right, "CallSid=CA1"],
    [url.replace("/voice", "/status"), right, "CallSid=CA1"],
    [url, right, `CallSid=CA1&${"x".repeat(70_000)}`],
  ];
  for (const [address, signature, body] of wrong)
    expect(await readSigned(running, post(address, signature, body)), body.slice(0, 40)).toBeUndefined();
  expect(await readSigned(running, post(url, right, "CallSid=CA1"))).toBeDefined();
});

test("what was signed for another channel is not read", async () => {
  const other = path.replace(/.{36}\/inbound/, "0190c0de-0000-7000-8000-00000000ffff/inbound");
  const url = `https://hub.example.com${other}/voice`;
  const request = post(url, signForm(url, [["CallSid", "CA1"]]), "CallSid=CA1");
  expect(await readSigned(runningAt("https://hub.example.com"), request)).toBeUndefined();
});
