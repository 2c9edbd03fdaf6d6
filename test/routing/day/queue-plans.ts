import type * as tables from "../../../db/schema/index.ts";

type Values = Partial<typeof tables.queues.$inferInsert>;

const withLunch = [
  { from: 8 * 60, to: 12 * 60 },
  { from: 12 * 60 + 45, to: 18 * 60 },
];

/** A queue as it is to be; all kinds of settings are in some of them. */
export interface QueuePlan {
  name: string;
  /** Which part of all people work in it, from 0 to 1. */
  from: number;
  to: number;
  /** Its members come by a team. */
  isTeam?: boolean;
  values: Values;
  asks?: { skill: "technical" | "billing"; level: number; relaxAfterSeconds: number | null }[];
  /** Minutes of the day (UTC) between which it is open; all of it unless said. */
  spans?: { from: number; to: number }[] | undefined;
  overflowTo?: string;
}

export interface Pace {
  /** What times are multiplied by. */
  pace?: number;
  /** Whatever the time of the day. */
  isAlwaysOpen?: boolean;
}

export function queuePlans({ pace = 1, isAlwaysOpen = false }: Pace): QueuePlan[] {
  const s = (seconds: number) => Math.max(1, Math.round(seconds * pace));
  const usual = {
    offerSeconds: s(40),
    handBackAfterSeconds: s(240),
    idleAfterSeconds: s(420),
    lastPersonSeconds: 0,
  };
  return [
    {
      name: "sales",
      from: 0,
      to: 0.4,
      overflowTo: "general",
      values: {
        ...usual,
        mayPick: false,
        wrapUpSeconds: s(120),
        overflowAfterSeconds: s(600),
        lastPersonSeconds: s(150),
      },
    },
    {
      name: "support",
      from: 0.3,
      to: 0.7,
      isTeam: true,
      asks: [{ skill: "technical", level: 3, relaxAfterSeconds: s(300) }],
      values: {
        ...usual,
        strategy: "leastLoaded",
        languageSeconds: s(240),
        wrapUpSeconds: s(60),
        priority: 1,
      },
    },
    {
      name: "vip",
      from: 0.5,
      to: 0.8,
      values: {
        ...usual,
        priority: 10,
        strategy: "roundRobin",
        autoAccept: ["chat"],
        handBackAfterSeconds: s(120),
      },
    },
    {
      name: "general",
      from: 0.2,
      to: 0.6,
      overflowTo: "sales",
      values: { ...usual, strategy: "roundRobin", overflowAfterSeconds: s(900), offerSeconds: s(25) },
    },
    {
      name: "letters",
      from: 0.6,
      to: 1,
      spans: isAlwaysOpen ? undefined : withLunch,
      values: { ...usual, strategy: "leastLoaded", lastPersonSeconds: s(300), answerWithinSeconds: s(1800) },
    },
    {
      name: "bills",
      from: 0.75,
      to: 1,
      overflowTo: "letters",
      asks: [{ skill: "billing", level: 2, relaxAfterSeconds: null }],
      values: { ...usual, autoAccept: ["mail"], overflowAfterSeconds: s(1800), wrapUpSeconds: s(90) },
    },
  ];
}
