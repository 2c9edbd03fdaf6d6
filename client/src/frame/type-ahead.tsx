import { type RefObject, useEffect } from "react";

/** While a dialog's code is on its way: what is typed is for it, and no letter falls through to the page's keys. */
export function TypeAhead({ typed }: { typed: RefObject<string> }) {
  useEffect(() => {
    const hold = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key.length === 1) typed.current += event.key;
    };
    window.addEventListener("keydown", hold, true);
    return () => window.removeEventListener("keydown", hold, true);
  }, [typed]);
  return null;
}
