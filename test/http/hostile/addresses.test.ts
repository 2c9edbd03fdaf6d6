import { expect, test } from "vitest";
import { transact } from "../../../server/lib/transact.ts";
import { addPerson } from "../../../server/people/add-person.ts";
import { hashPassword } from "../../../server/people/password.ts";
import { sampleOf } from "../sample.ts";
import { all, bodyOf, methodOf, pathOf, setHouse } from "./house.ts";
import { createJudge } from "./judge.ts";

const house = setHouse();
const { judge, note, conclude } = createJudge();

test("every id that is none, and every one that is nobody's, is a clear no", async () => {
  const bad = [
    "1",
    "not-an-id",
    "%00",
    "%ff",
    "..%2f..%2fetc",
    "'%20or%201=1",
    "%F0%9F%98%80",
    "a".repeat(5000),
  ];
  const nobodys = "0198c0de-0000-7000-8000-0000000000ff";
  for (const [key, { body }] of all.filter(([, { params }]) => params)) {
    for (const id of [...bad, nobodys]) {
      const sample = body && sampleOf(body, house.known);
      judge(
        `${key} ${id.slice(0, 12)}`,
        await house.admin.send(methodOf(key), pathOf(house, key, id), sample),
      );
    }
  }
  conclude();
});

test("every query that is not known, doubled or not storable is a clear no", async () => {
  for (const [key, { query, body }] of all) {
    const sample = body && sampleOf(body, house.known);
    const needed = Object.entries(query ? (sampleOf(query, house.known, true) as object) : {});
    const ask = (text: string) => {
      const asked = new URLSearchParams(text).keys().next().value;
      const others = needed.filter(([name]) => name !== asked).map(([name, value]) => `${name}=${value}`);
      return house.admin.send(methodOf(key), `${pathOf(house, key)}?${[...others, text].join("&")}`, sample);
    };
    for (const text of ["isAdmin=true", "__proto__=x", "a[b]=c"]) judge(`${key}?${text}`, await ask(text));
    for (const name of Object.keys(query?.shape ?? {})) {
      for (const value of ["a%00b", `x&${name}=y`, "z".repeat(10_000)]) {
        judge(`${key}?${name}=${value.slice(0, 12)}`, await ask(`${name}=${value}`));
      }
      for (const value of [
        "%ff",
        "%E2%80%AE",
        "%F0%9F%98%80",
        "-1",
        "1e9",
        "",
        "eyJhIjoxfQ",
        "%27--",
        "*",
        "%25",
      ]) {
        judge(`${key}?${name}=${value}`, await ask(`${name}=${value}`), true);
      }
    }
  }
  conclude();
});

test("what is somebody else's is not there for an agent, in whatever way it is asked for", async () => {
  const email = "outsider@example.com";
  const password = "an outsider's password";
  const passwordHash = await hashPassword(password);
  await transact(house.app.deps, (tx) => addPerson(tx, { name: "Eve", email, role: "agent", passwordHash }));
  const eve = house.app.browser();
  expect((await eve.post("/api/auth/sign-in/email", { email, password })).status).toBe(200);
  const theirs = all.filter(([key, { params }]) => params && !/\/access-links\/|shown-senders/.test(key));
  for (const [key, { body }] of theirs) {
    const sample = body && bodyOf(house, key, body);
    const ask = async (id?: string) => {
      const answer = await eve.send(methodOf(key), pathOf(house, key, id), sample);
      judge(key, answer);
      return `${answer.status} ${answer.body?.error?.message}`;
    };
    const [theirs, nobodys] = [await ask(), await ask("0198c0de-0000-7000-8000-0000000000ff")];
    if (!/^40[34]/.test(theirs)) note(`${key}: ${theirs}`);
    if (theirs !== nobodys) note(`${key} tells apart: ${theirs} | ${nobodys}`);
  }
  conclude();
});
