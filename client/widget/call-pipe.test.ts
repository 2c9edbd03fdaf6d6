import { expect, test } from "vitest";
import type { Details } from "../../connectors/webchat/wire.ts";
import type { Api } from "./api.ts";
import { createCallPipe } from "./call-pipe.ts";
import type { Live } from "./live.ts";
import type { PassKeeper } from "./pass.ts";
import type { Store } from "./storage.ts";

function openPipe(given: Details | undefined) {
  const details = {
    given,
    get: () => details.given,
    async give(all: Details) {
      details.given = all;
    },
  };
  const pipe = createCallPipe({
    api: {} as Api,
    passes: {} as PassKeeper,
    session: {} as Store,
    goLive: () => ({}) as Live,
    details,
  });
  return { pipe, details };
}

test("a number is asked for once, and keeps what else was said", async () => {
  const { pipe, details } = openPipe({ name: "Ida", email: "ida@client.example" });
  expect(pipe.hasNumber()).toBe(false);
  await pipe.giveNumber("020 7946 0811");
  expect(details.given).toEqual({ name: "Ida", email: "ida@client.example", phone: "020 7946 0811" });
  expect(pipe.hasNumber()).toBe(true);
});

test("who was asked for nothing yet has left no number", () => {
  expect(openPipe(undefined).pipe.hasNumber()).toBe(false);
  expect(openPipe({ phone: "" }).pipe.hasNumber()).toBe(false);
});
