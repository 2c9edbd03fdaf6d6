import { createContext, useContext } from "react";

/** Said before something unfolds: what is above it stays, though the timeline stands at its end. */
export const HoldPlace = createContext<() => void>(() => {});
export const useHoldPlace = () => useContext(HoldPlace);
