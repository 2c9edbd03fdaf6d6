import { expect, test } from "vitest";
import type { BrowserLeg } from "../../contract.ts";
import { createLegNews } from "./leg-news.ts";
import { createLegs } from "./legs.ts";

interface FakeLeg extends BrowserLeg {
  fail(): void;
}

/** Legs that can only end, which is noted, or fail. */
function setUp() {
  const legs = createLegs<FakeLeg>();
  const happened: string[] = [];
  const begin = (name: string) =>
    legs.begin("leg-1", () => {
      happened.push(`${name} begins`);
      const { onState, onRemote, become } = createLegNews();
      const end = () => {
        happened.push(`${name} ends`);
        become("ended");
      };
      const fail = () => become("failed");
      return { onState, onRemote, end, fail, mute() {}, hold() {}, press() {} };
    });
  return { legs, begin, happened };
}

test("a leg that is begun again ends first what is still there of it", () => {
  const { legs, begin, happened } = setUp();
  begin("one");
  const other = begin("other");
  expect(happened).toEqual(["one begins", "one ends", "other begins"]);
  expect(legs.all()).toEqual([other]);
});

test("a leg that is over, in whatever way, is forgotten", () => {
  const { legs, begin } = setUp();
  begin("one").fail();
  expect(legs.get("leg-1")).toBeUndefined();
  begin("other");
  legs.end();
  expect(legs.all()).toEqual([]);
});
