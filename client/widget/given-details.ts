import type { Details } from "../../connectors/webchat/wire.ts";
import type { PassKeeper } from "./pass.ts";
import type { Store } from "./storage.ts";

/** What the visitor has said of themselves, in all tabs of the site. */
export interface GivenDetails {
  /** Undefined where nothing was asked yet. */
  get(): Details | undefined;
  /** In the place of what was said before. @throws RequestError */
  give(details: Details): Promise<void>;
}

interface Parts {
  passes: PassKeeper;
  store: Store;
  onChange(): void;
}

export const createGivenDetails = ({ passes, store, onChange }: Parts): GivenDetails => ({
  get() {
    const text = store.get("answered");
    return text ? JSON.parse(text) : undefined;
  },
  async give(details) {
    await passes.giveDetails(details);
    store.set("answered", JSON.stringify(details));
    onChange();
  },
});
