const name = "switchboard looked at";
let look: AbortController | undefined;

/** Tells this person's other tabs, for as long as it runs, whether this one is being looked at; gives what ends it. */
export function tellWhetherLookedAt(): () => void {
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    look?.abort();
  };
}

/** Whether any of their tabs in this browser is; where a page has no locks, only this one is known of. */
export async function isLookedAt(): Promise<boolean> {
  if (document.visibilityState === "visible") return true;
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some((lock) => lock.name === name);
}

function follow() {
  look?.abort();
  if (document.visibilityState === "hidden") return;
  look = new AbortController();
  const { signal } = look;
  void navigator.locks?.request(name, { mode: "shared" }, () => untilAborted(signal));
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((done) => {
    if (signal.aborted) done();
    signal.addEventListener("abort", () => done());
  });
