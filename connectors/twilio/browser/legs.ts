import type { BrowserLeg } from "../../contract.ts";

/** This person's legs in this browser, by the hub's id, until they are over. */
interface Legs<Leg extends BrowserLeg> {
  /** What is still there of the same leg ends before it is made anew. */
  begin(legId: string, make: () => Leg): Leg;
  get(legId: string): Leg | undefined;
  all(): Leg[];
  end(): void;
}

export function createLegs<Leg extends BrowserLeg>(): Legs<Leg> {
  const legs = new Map<string, Leg>();
  const all = () => [...legs.values()];
  return {
    begin(legId, make) {
      legs.get(legId)?.end();
      const leg = make();
      legs.set(legId, leg);
      leg.onState((state) => {
        if (state === "ended" || state === "failed") legs.delete(legId);
      });
      return leg;
    },
    get: (legId) => legs.get(legId),
    all,
    end() {
      for (const leg of all()) leg.end();
    },
  };
}
