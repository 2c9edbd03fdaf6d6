import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Deps } from "../../server/lib/deps.ts";
import { depsOn } from "../deps.ts";
import { chromiumPath } from "../setup/parts.ts";
import { makeBusyDay } from "./busy-day.ts";
import { messages, setDesk } from "./desk.ts";

/** Where the README's pictures go; `SCREENSHOTS=docs` keeps them. */
const pictures = process.env.SCREENSHOTS;

describe.skipIf(!chromiumPath())("an agent and a supervisor side by side", () => {
  const desk = setDesk();
  let deps: Deps;
  beforeAll(() => {
    deps = depsOn(desk.hub.databaseUrl);
  });
  afterAll(() => deps?.pool.end());

  test("the board follows each step of a chat, from its arrival to its wrap-up, within a second", async () => {
    const agent = await desk.invite("Boris");
    const shopId = await makeSupport((await agent.get("/api/v1/me")).body.id);
    await makeBusyDay(deps, [shopId, desk.hub.channelId]);
    const screen = await desk.sit({ as: agent });
    await screen.getByText("My queues").waitFor();
    const board = await desk.sit({ height: 760 });
    await board.goto(`${desk.hub.url}/board`);
    await board.getByRole("button", { name: "0 waiting in Support" }).waitFor();
    const people = board.getByRole("region", { name: "People" });
    await people.getByText("Ready").first().waitFor();

    const tookMs: Record<string, number[]> = {};
    const note = async (step: string, doIt: () => Promise<unknown>, seen: string) => {
      await watchFor(board, seen);
      await doIt();
      const took = await seenAfter(board);
      tookMs[step] = [...(tookMs[step] ?? []), took];
    };
    const guests = ["Olivia Marchetti", "Yusuf Karaca", "Zoë Ferreira"];
    for (const [nth, name] of guests.entries()) {
      const text = "Is the oak table still there, and could it be here by Friday?";
      await note("arrival", () => desk.write(name, text), "1 waiting in Support");
      const offer = screen.getByRole("region", { name: "Offers" });
      await offer.getByRole("heading", { name }).waitFor();
      if (nth === 0 && pictures) await screen.screenshot({ path: `${pictures}/offer.png` });
      await note("acceptance", () => screen.keyboard.press("Alt+a"), "1 in service in Support");
      await messages(screen).getByText(text).waitFor();
      if (nth === 1 && pictures) await board.screenshot({ path: `${pictures}/board.png` });
      await note(
        "resolution",
        () => screen.getByRole("button", { name: "Resolve" }).click(),
        "0 in service in Support",
      );
      await screen.getByText("How did it come out?").waitFor();
      await screen.keyboard.press("1");
      await note(
        "wrap-up",
        () => screen.keyboard.press("Control+Enter"),
        `${nth + 1} handled today in Support`,
      );
    }
    // The fastest of each, as the machine has more to do than this.
    for (const took of Object.values(tookMs)) expect(Math.min(...took)).toBeLessThanOrEqual(1000);
    expect(Object.keys(tookMs)).toHaveLength(4);
  });

  /** A queue of one person, fed by the channel Shop, whose id it gives. */
  async function makeSupport(personId: string): Promise<string> {
    const { agent } = desk.hub;
    const channels: { id: string; name: string }[] = (await agent.get("/api/v1/channels")).body;
    const shop = channels.find(({ name }) => name === "Shop");
    const made = await agent.post("/api/v1/queues", {
      name: "Support",
      personIds: [personId],
      channelIds: [shop?.id],
      wrapUpSeconds: 120,
      offerSeconds: 120,
      dispositions: [{ name: "Sold" }, { name: "Not now" }],
    });
    expect(made.status).toBe(201);
    return shop?.id ?? "";
  }
});

/** From now on the board is looked at for a button of this name. */
const watchFor = (board: Page, name: string) =>
  board.evaluate((label) => {
    const began = performance.now();
    const find = () => document.querySelector(`[aria-label^="${label}"]`) !== null;
    const seen = new Promise<number>((resolve) => {
      const look = () => (find() ? resolve(performance.now() - began) : requestAnimationFrame(look));
      look();
    });
    Reflect.set(window, "seenAfter", seen);
  }, name);

const seenAfter = (board: Page) => board.evaluate(() => Reflect.get(window, "seenAfter") as Promise<number>);
