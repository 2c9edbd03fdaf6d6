type Choice = "hour" | "threeHours" | "tomorrow" | "monday" | "week";

const morning = 9;

/** Times to snooze until, on this person's own clock; Monday only where it is not tomorrow. */
export function snoozeChoices(now: Date): { id: Choice; at: Date }[] {
  const daysToMonday = (8 - now.getDay()) % 7 || 7;
  const choices: { id: Choice; at: Date }[] = [
    { id: "hour", at: hoursOn(now, 1) },
    { id: "threeHours", at: hoursOn(now, 3) },
    { id: "tomorrow", at: morningIn(now, 1) },
    { id: "monday", at: morningIn(now, daysToMonday) },
    { id: "week", at: morningIn(now, 7) },
  ];
  return choices.filter(({ id }) => id !== "monday" || (daysToMonday > 1 && daysToMonday < 7));
}

const hoursOn = (now: Date, hours: number) => new Date(now.getTime() + hours * 3_600_000);

const morningIn = (now: Date, days: number) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning);
