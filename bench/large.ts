import { findAccess } from "../server/permissions/access.ts";
import { type Bench, type Figure, percentile, round } from "./figure.ts";
import { type BenchHub, withHub } from "./hub.ts";
import { type Looks, looksOf } from "./large/looks.ts";
import { seed } from "./large/seed.ts";

const conversations = 1_000_000;
const fewConversations = 10_000;
const rounds = 40;

/** The inbox and search over a million conversations, beside the same over ten thousand. */
export const bench: Bench = {
  name: "large",
  isLarge: true,
  async run(hub) {
    const few = await withHub((small) => measure(small, fewConversations));
    const many = await measure(hub, conversations);
    return Object.keys(many).map((name) => figureOf(name, many[name] ?? [], few[name] ?? []));
  },
};

async function measure(hub: BenchHub, count: number): Promise<Record<string, number[]>> {
  const { adminId, agentId } = await seed(hub.deps.pool, count);
  const times: Record<string, number[]> = {};
  for (const [who, personId] of Object.entries({ admin: adminId, "agent who sees 1 %": agentId })) {
    const access = await findAccess(hub.deps, personId);
    if (!access) throw new Error(`${who} was not seeded.`);
    const looks = looksOf(hub.deps, access, count);
    await looks.check();
    times[`inbox first page, ${who}`] = await timesOf(looks.inbox);
    times[`search, ${who}`] = await timesOf(looks.search);
  }
  return times;
}

/** Each look once to warm the caches, as in a hub that is in use, and then in turn. */
async function timesOf(looks: Looks["inbox"]): Promise<number[]> {
  for (const look of looks) await look(0);
  const times: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const look of looks) {
      const start = performance.now();
      await look(round);
      times.push(performance.now() - start);
    }
  }
  if (process.env.BENCH_VERBOSE) {
    console.log(
      looks.map((_, nth) =>
        round(
          percentile(
            times.filter((_, at) => at % looks.length === nth),
            95,
          ),
        ),
      ),
    );
  }
  return times;
}

function figureOf(name: string, many: number[], few: number[]): Figure {
  const [value, baseline] = [percentile(many, 95), percentile(few, 95)];
  const ratio = value / baseline;
  const isSearch = name.startsWith("search");
  return {
    name: `${name}, p95 over 1,000,000 conversations`,
    value: round(value),
    unit: "ms",
    baseline: round(baseline),
    ratio: round(ratio),
    target: isSearch ? "ratio ≤ 5 and ≤ 300 ms" : "ratio ≤ 2",
    met: isSearch ? ratio <= 5 && value <= 300 : ratio <= 2,
  };
}
