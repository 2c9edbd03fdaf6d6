import { lazy, Suspense, useEffect } from "react";
import { isMissingPart } from "../../lib/missing-part.ts";
import { followPhoneWish, useIsPhoneOn, useMyCalls } from "../../lib/phone.ts";
import { sayMissing } from "../../lib/say-missing.ts";
import { useIsNarrow } from "../../lib/use-screen.ts";
import { DialButton } from "./dial/dial-button.tsx";
import { PhoneButton } from "./phone-button.tsx";

const loadCalls = () => import("./call/live-calls.tsx");
const LiveCalls = lazy(loadCalls);

/** In the top bar: whether calls may come, and the call that goes on. What carries calls is loaded once it is wanted. */
export function PhoneBar() {
  useJoined();
  const isNarrow = useIsNarrow();
  const calls = useMyCalls();
  return (
    <>
      {!isNarrow && calls.length > 0 && (
        <Suspense>
          <LiveCalls calls={calls} />
        </Suspense>
      )}
      <DialButton />
      <PhoneButton />
    </>
  );
}

/** On a phone-sized screen the call stands above the bottom bar. */
export function PhoneStrip() {
  const calls = useMyCalls();
  if (calls.length === 0) return null;
  return (
    <div data-phone-strip>
      <Suspense>
        <LiveCalls calls={calls} />
      </Suspense>
    </div>
  );
}

function useJoined() {
  const isOn = useIsPhoneOn();
  useEffect(followPhoneWish, []);
  useEffect(() => {
    if (!isOn || !window.isSecureContext) return;
    let leave: (() => void) | undefined;
    let isLeft = false;
    const join = async () => {
      // Both before the first call, which finds what shows it even where an update has taken that away since.
      const [{ beThere }] = await Promise.all([import("./line/be-there.ts"), loadCalls()]);
      if (!isLeft) leave = beThere();
    };
    join().catch((error) => {
      if (!isMissingPart(error)) throw error;
      sayMissing();
    });
    return () => {
      isLeft = true;
      leave?.();
    };
  }, [isOn]);
}
