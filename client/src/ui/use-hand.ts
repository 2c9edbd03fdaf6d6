import { type FocusEvent, type PointerEvent, useState } from "react";

/** Whether somebody is at the list, by pointer or keyboard: then nothing may move in it. */
export function useHand() {
  const [isPointed, setIsPointed] = useState(false);
  const [isFocused, setIsFocused] = useState(false);
  return {
    isThere: isPointed || isFocused,
    listeners: {
      onPointerEnter: (event: PointerEvent) => setIsPointed(event.pointerType === "mouse"),
      onPointerMove: (event: PointerEvent) => setIsPointed(event.pointerType === "mouse"),
      onPointerLeave: () => setIsPointed(false),
      // A click leaves the focus behind too, but then the hand is gone with the pointer.
      onFocus: (event: FocusEvent) => setIsFocused(event.target.matches(":focus-visible")),
      onBlur: () => setIsFocused(false),
    },
  };
}
