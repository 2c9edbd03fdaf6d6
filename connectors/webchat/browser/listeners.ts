/** Whoever comes late is told what holds now. */
export function createListeners<T>() {
  const listeners: ((value: T) => void)[] = [];
  let last: T | undefined;
  return {
    add(listener: (value: T) => void) {
      listeners.push(listener);
      if (last !== undefined) listener(last);
    },
    tell(value: T) {
      last = value;
      for (const listener of listeners) listener(value);
    },
  };
}
