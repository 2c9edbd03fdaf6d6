import { useEffect, useMemo } from "react";
import { callingCountry, canCall } from "../lib/dialler.ts";
import type { FoundNumber, findNumbers } from "../lib/find-numbers.ts";
import { passOverMissing } from "../lib/missing-part.ts";
import { makeStore, useStore } from "../lib/store.ts";

/** What finds numbers is heavy: it is loaded for the first text that may hold one, where one can call. */
const finder = makeStore<{ find: typeof findNumbers } | undefined>(undefined);
const load = () =>
  import("../lib/find-numbers.ts")
    .then(({ findNumbers: find }) => finder.set({ find }))
    .catch(passOverMissing);

const mayHoldOne = /\d(?:[^\p{L}\d]{0,3}\d){5}/u;
const none: FoundNumber[] = [];

/** The telephone numbers in a text; none where one cannot call from here. */
export function useFoundNumbers(text: string): FoundNumber[] {
  const can = useStore(canCall);
  const country = useStore(callingCountry);
  const isAsked = can && mayHoldOne.test(text);
  const found = useStore(finder);
  useEffect(() => {
    if (isAsked) void load();
  }, [isAsked]);
  return useMemo(
    () => (isAsked && found ? found.find(text, country) : none),
    [isAsked, found, text, country],
  );
}
