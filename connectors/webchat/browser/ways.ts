/** What a leg's connections find their way by, asked of the hub whenever one of them is made anew. */
export function createWays(ask: () => void) {
  let waiting: ((ice: RTCIceServer[]) => void)[] = [];
  return {
    /** Never resolves where the asking or the answer is lost: whoever waits asks again. */
    renew: (): Promise<RTCIceServer[]> =>
      new Promise((resolve) => {
        waiting.push(resolve);
        ask();
      }),
    take(ice: RTCIceServer[]) {
      for (const resolve of waiting) resolve(ice);
      waiting = [];
    },
  };
}
