export const dueChoices = ["today", "tomorrow", "week", "none"] as const;

const evening = 17;
const days = { today: 0, tomorrow: 1, week: 7 };

/** The end of the working day, on this person's own clock. */
export function dueIn(choice: (typeof dueChoices)[number], now: Date): Date | undefined {
  if (choice === "none") return undefined;
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days[choice], evening);
}
