import { type ComponentType, lazy, useEffect } from "react";
import { t } from "./i18n.ts";
import { isMissingPart } from "./missing-part.ts";
import { show } from "./toast.ts";

const lastsMs = 12_000;

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
    const reload = { label: t("errors.reload"), run: () => window.location.reload() };
    show({ text: t("errors.missingPart"), isError: true, actions: [reload], lastsMs });
    close();
  }, [close]);
  return null;
}
