import { AppError } from "../../../server/lib/app-error.ts";
import type { TestHub } from "../../factories.ts";
import type { Chance } from "./chance.ts";
import type { Contacts } from "./contacts.ts";
import type { House } from "./house.ts";

/** What everybody who does something in it needs. */
export interface Day {
  hub: TestHub;
  house: House;
  chance: Chance;
  contacts: Contacts;
  /** What was done, and what was refused because somebody was quicker, by name. */
  done: Map<string, number>;
}

/** One thing that somebody does. */
export interface Doing {
  name: string;
  work: () => Promise<unknown>;
}

const tooLate = new Set(["conflict", "not_found", "forbidden", "invalid"]);

/** Everything at once, as it is in life; whoever comes too late is told so. */
export async function doAll({ done }: Day, doings: Doing[]): Promise<void> {
  const count = (name: string) => done.set(name, (done.get(name) ?? 0) + 1);
  await Promise.all(
    doings.map(async ({ name, work }) => {
      await work().then(
        () => count(name),
        (error) => {
          if (!(error instanceof AppError && tooLate.has(error.code))) throw error;
          count(`${name} (${error.code})`);
        },
      );
    }),
  );
}
