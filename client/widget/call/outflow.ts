import type { RequestError } from "../api.ts";

export type SendPiece = (number: number, bytes: Blob) => Promise<void>;

const [firstRetryMs, longestRetryMs] = [500, 5_000];
/** So long the hub takes what is late. */
const patienceMs = 50_000;

/** Sends pieces one after the other; each is tried again while that may help. */
export function createOutflow(send: SendPiece) {
  let count = 0;
  let isRefused = false;
  let last: Promise<void> = Promise.resolve();

  async function deliver(number: number, bytes: Blob) {
    const until = Date.now() + patienceMs;
    for (let waitMs = firstRetryMs; !isRefused; waitMs = Math.min(longestRetryMs, waitMs * 2)) {
      try {
        return await send(number, bytes);
      } catch (error) {
        isRefused = !(error as Partial<RequestError>).isPassing || Date.now() > until;
        await new Promise((done) => setTimeout(done, waitMs));
      }
    }
  }

  return {
    add(bytes: Blob) {
      const number = count++;
      last = last.then(() => deliver(number, bytes));
    },
    /** Once all is there, or is given up. */
    empty: () => last,
  };
}
