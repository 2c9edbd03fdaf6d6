import { useState } from "react";
import type { Letter } from "../../../../../server/contract/letters.ts";
import { call } from "../../../lib/api.ts";
import { t } from "../../../lib/i18n.ts";
import { makeStore, useStore } from "../../../lib/store.ts";
import { errorToast, undoToast } from "../../../lib/toast.ts";

/** What a shown letter has of pictures from elsewhere. */
export type FoundPictures = "none" | "blocked" | "shown";
export type Pictures = ReturnType<typeof usePictures>;

/** Senders about whom it was changed here since the page was loaded; the hub knows the others. */
const changed = makeStore<Record<string, boolean>>({});

/** Pictures that a letter fetches from elsewhere: not before somebody asks for them, for this one or for its sender. */
export function usePictures({ from, authenticity }: Letter) {
  const address = from?.address.toLowerCase();
  const [own, setOwn] = useState<boolean>();
  const [found, setFound] = useState<FoundPictures>("none");
  const ofSender = useStore(changed, (all) => (address ? all[address] : undefined));
  const isShown = own ?? ofSender;

  const setSender = async (shown: boolean) => {
    if (!address) return;
    await call("PUT /shown-senders/:address", { params: { address }, body: { isShown: shown } });
    changed.set((all) => ({ ...all, [address]: shown }));
    setOwn(undefined);
  };
  const report = (error: unknown) => void errorToast(error);
  return {
    isShown,
    found,
    saw: setFound,
    /** Whose pictures can be shown always; nobody's where it may be from somebody else. */
    sender: authenticity === "failed" ? undefined : address,
    show: () => setOwn(true),
    always: () =>
      void setSender(true).then(() => {
        const undo = () => void setSender(false).catch(report);
        undoToast(t("letters.pictures.alwaysShown", { address: address ?? "" }), undo);
      }, report),
    hide: () => {
      setOwn(false);
      if (own === undefined) void setSender(false).catch(report);
    },
  };
}
