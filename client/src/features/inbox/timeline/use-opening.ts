import type { Virtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef } from "react";

interface Opening {
  virtual: Virtualizer<HTMLDivElement, Element>;
  isLoaded: boolean;
  /** The entry to open at; absent, the end. */
  target: number | undefined;
  align: "start" | "center";
  /** Whether some of it finds its height only after it is drawn, as letters do. */
  growsLater: boolean;
}

/** Puts the timeline where it opens, again as long as it grows there, and never once somebody has touched it. */
export function useOpening({ virtual, isLoaded, target, align, growsLater }: Opening) {
  const isPlaced = useRef(false);
  const isTouched = useRef(false);
  const height = virtual.getTotalSize();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what comes and grows moves it
  useLayoutEffect(() => {
    if (!isLoaded || isTouched.current || (isPlaced.current && !growsLater)) return;
    isPlaced.current = true;
    if (target === undefined) virtual.scrollToEnd();
    else virtual.scrollToIndex(target, { align });
  }, [isLoaded, height]);
  const touch = () => {
    isTouched.current = true;
  };
  return {
    onWheelCapture: touch,
    onTouchMoveCapture: touch,
    onPointerDownCapture: touch,
    onKeyDownCapture: touch,
  };
}
