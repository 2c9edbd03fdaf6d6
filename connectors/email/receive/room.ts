/** How much may be in memory at once. */
export interface Room {
  /** Resolves when there is room; call what it returns when the bytes are let go. */
  take(bytes: number): Promise<() => void>;
}

/** First come, first served; what is larger than all of it goes alone. */
export function createRoom(limits: { mails: number; bytes: number }): Room {
  const waiting: { bytes: number; enter: () => void }[] = [];
  let mails = 0;
  let bytes = 0;

  function letIn() {
    for (;;) {
      const [next] = waiting;
      const fits = next && mails < limits.mails && bytes + next.bytes <= limits.bytes;
      if (!next || !(fits || mails === 0)) return;
      waiting.shift();
      mails++;
      bytes += next.bytes;
      next.enter();
    }
  }

  return {
    async take(size) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push({ bytes: size, enter: resolve });
      letIn();
      await promise;
      let isFree = false;
      return () => {
        if (isFree) return;
        isFree = true;
        mails--;
        bytes -= size;
        letIn();
      };
    },
  };
}
