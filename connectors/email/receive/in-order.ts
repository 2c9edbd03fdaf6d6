import type { Inbound } from "../../contract.ts";
import type { Room } from "./room.ts";

/** Mails of one folder: read several at a time, handed over in their order. */
export interface Line {
  /** Resolves when it is being read. @throws what an earlier one failed with */
  add(bytes: number, read: () => Promise<Inbound[]>, onReceived: () => void): Promise<void>;
  /** Resolves when nothing goes on any longer. @throws what one of them failed with */
  settle(): Promise<void>;
}

export function createLine(room: Room, receive: (inbound: Inbound) => Promise<unknown>): Line {
  let lastHanded: Promise<unknown> = Promise.resolve();
  let lastDone: Promise<unknown> = Promise.resolve();
  let ended: Promise<unknown> = Promise.resolve();
  let failure: { error: unknown } | undefined;

  return {
    async add(bytes, read, onReceived) {
      const release = await room.take(bytes);
      if (failure) {
        release();
        throw failure.error;
      }
      const reading = read();
      // Handed over without waiting for the one before, so that the hub can commit them together.
      const handed = Promise.all([reading, lastHanded]).then(([inbound]) => ({
        received: Promise.all(inbound.map(receive)),
      }));
      const done = Promise.all([handed.then(({ received }) => received), lastDone]).then(onReceived);
      lastHanded = handed;
      lastDone = done;
      done.catch((error) => {
        failure ??= { error };
      });
      ended = Promise.allSettled([ended, reading, done]).then(release);
    },
    async settle() {
      await ended;
      if (failure) throw failure.error;
    },
  };
}
