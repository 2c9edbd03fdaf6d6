import { useEffect, useState } from "react";

const turnsMs = 12_000;

/** Pages that turn by themselves until somebody stops them. */
export function useTurning(pages: number) {
  const [at, setAt] = useState(0);
  const [isTurning, setIsTurning] = useState(true);
  // Queues may have gone meanwhile.
  const page = at % pages;
  useEffect(() => {
    if (!isTurning || pages === 1) return;
    const timer = setTimeout(() => setAt((page + 1) % pages), turnsMs);
    return () => clearTimeout(timer);
  }, [isTurning, page, pages]);
  return {
    page,
    isTurning,
    turn: (by: 1 | -1) => setAt((page + by + pages) % pages),
    toggle: () => setIsTurning((is) => !is),
  };
}
