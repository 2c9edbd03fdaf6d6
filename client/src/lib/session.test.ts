import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { goToSignIn, signOut } from "./session.ts";

const origin = "https://hub.example";
let wentTo: string[];
let answerHub: (answer: Response) => void;

beforeEach(() => {
  wentTo = [];
  const location = { origin, pathname: "/inbox/all", assign: (url: string) => wentTo.push(url) };
  vi.stubGlobal("window", { location });
  vi.stubGlobal("fetch", () => new Promise<Response>((done) => (answerHub = done)));
});
afterEach(() => void vi.unstubAllGlobals());

const [comesBack, doesNot] = [`${origin}/sign-in?to=%2Finbox%2Fall`, `${origin}/sign-in`];

test("whose session was ended elsewhere comes back to the page, also when their own signing out has failed", async () => {
  await goToSignIn();
  expect(wentTo).toEqual([comesBack]);
  const leaving = signOut();
  const going = goToSignIn();
  answerHub(new Response("{}", { status: 500 }));
  await expect(leaving).rejects.toThrow();
  await going;
  expect(wentTo).toEqual([comesBack, comesBack]);
});

test("who signs out does not, whether others of their requests are refused before or after that is said", async () => {
  const leaving = signOut();
  const going = goToSignIn();
  answerHub(new Response("{}"));
  await Promise.all([leaving, going]);
  await goToSignIn();
  expect(wentTo).toEqual([doesNot, doesNot, doesNot]);
});
