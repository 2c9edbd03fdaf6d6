import { type ComponentType, lazy, useEffect } from "react";
import { isMissingPart } from "./missing-part.ts";
import { sayMissing } from "./say-missing.ts";

interface Closed {
  close(): void;
}

/** A dialog of the frame, loaded when it is wanted. Where it is gone since an update that is said, and a call goes on. */
export const lazyDialog = <Props extends Closed>(load: () => Promise<{ default: ComponentType<Props> }>) =>
  lazy(() =>
    load().catch((error): { default: ComponentType<Props> } => {
      if (!isMissingPart(error)) throw error;
      return { default: Missing };
    }),
  );

function Missing({ close }: Closed) {
  useEffect(() => {
    sayMissing();
    close();
  }, [close]);
  return null;
}
