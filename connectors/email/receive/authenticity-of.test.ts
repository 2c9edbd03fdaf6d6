import { expect, test } from "vitest";
import { fakeMail } from "../parse/fake-mail.ts";
import { authenticityOf } from "./authenticity-of.ts";

const server = "mx.shop.example";
const from = "ann@client.example";

function judged(...results: string[]) {
  const header = results.map((value) => ({ name: "authentication-results", value }));
  return authenticityOf({ ...fakeMail({ from }), header }, server);
}

test("what DMARC says is believed, either way", () => {
  expect(judged(`${server}; dmarc=pass (p=NONE) header.from=client.example`)).toBe("passed");
  expect(
    judged(`${server} 1; spf=pass smtp.mailfrom=client.example; dmarc=fail header.from=client.example`),
  ).toBe("failed");
});

test("without DMARC a signature or path of the sender's own domain is enough", () => {
  expect(judged(`${server}; dkim=pass header.d=client.example`)).toBe("passed");
  expect(judged(`${server}; dmarc=none; spf=pass smtp.mailfrom=bounce@mail.client.example`)).toBe("passed");
  expect(judged(`${server}; dkim=pass header.i=@newsletters.example`)).toBe("unknown");
  expect(judged(`${server}; dkim=fail header.d=client.example`)).toBe("unknown");
  expect(judged(`${server}; dkim=pass header.d=example`)).toBe("unknown");
  expect(judged(`${server}; dkim=pass header.d=notclient.example`)).toBe("unknown");
});

test("only the configured server is believed, and its first word", () => {
  expect(judged("elsewhere.example; dmarc=pass")).toBe("unknown");
  expect(judged(`elsewhere.example; dmarc=pass`, `${server}; dmarc=fail`, `${server}; dmarc=pass`)).toBe(
    "failed",
  );
  expect(judged(`${server}.evil.example; dmarc=pass`)).toBe("unknown");
  expect(judged()).toBe("unknown");
  const header = [{ name: "authentication-results", value: "; dmarc=pass" }];
  expect(authenticityOf({ ...fakeMail({ from }), header }, "")).toBe("unknown");
});

test("words within comments and quotes are not results", () => {
  expect(judged(`${server}; spf=none (it says; dmarc=pass (really) \\) ; dkim=pass) smtp.mailfrom=x`)).toBe(
    "unknown",
  );
  expect(judged(`${server}; spf=fail reason="; dmarc=pass"`)).toBe("unknown");
  expect(judged(`(mx.other.example; dmarc=pass) ${server}; none`)).toBe("unknown");
});

test("what was checked must be the author who is shown", () => {
  expect(judged(`${server}; dmarc=pass header.from=evil.example`)).toBe("unknown");
  const header = [
    { name: "authentication-results", value: `${server}; dmarc=pass` },
    { name: "from", value: "ann@client.example" },
    { name: "from", value: "eve@evil.example" },
  ];
  expect(authenticityOf({ ...fakeMail({ from }), header }, server)).toBe("unknown");
});
