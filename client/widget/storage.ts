/** Text kept for this site and chat; when the browser refuses storage it lives as long as the page. */
export interface Store {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(prefix: string): string[];
  /** Another tab changed something. */
  onChange(listener: (key: string) => void): void;
}

export function createStore(kind: "localStorage" | "sessionStorage", prefix: string): Store {
  const storage = open(kind);
  return {
    get: (key) => storage.getItem(prefix + key) ?? undefined,
    set(key, value) {
      try {
        storage.setItem(prefix + key, value);
      } catch {
        // Full: what is in memory still works, only a reload would not know it.
      }
    },
    remove: (key) => storage.removeItem(prefix + key),
    keys(start) {
      const all = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
      return all.filter((key) => key.startsWith(prefix + start)).map((key) => key.slice(prefix.length));
    },
    onChange(listener) {
      addEventListener("storage", (event) => {
        if (event.storageArea === storage && event.key?.startsWith(prefix))
          listener(event.key.slice(prefix.length));
      });
    },
  };
}

type Basics = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

function open(kind: "localStorage" | "sessionStorage"): Basics {
  try {
    const storage = window[kind];
    storage.setItem("switchboard", "");
    storage.removeItem("switchboard");
    return storage;
  } catch {
    return inMemory();
  }
}

function inMemory(): Basics {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    key: (index) => [...values.keys()][index] ?? null,
    get length() {
      return values.size;
    },
  };
}
