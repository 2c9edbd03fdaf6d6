import { setTimeout as pause } from "node:timers/promises";

/** Waits until an expectation holds; its own failure is thrown when it never does. */
export async function eventually<T>(
  expectation: () => Promise<T> | T,
  options: { withinMs?: number } = {},
): Promise<T> {
  const end = Date.now() + (options.withinMs ?? 20_000);
  // Ever less often: whoever is waited for needs the processor, too.
  for (let waitMs = 10; ; waitMs = Math.min(waitMs * 1.5, 150)) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(waitMs);
    }
  }
}
