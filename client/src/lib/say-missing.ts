import { t } from "./i18n.ts";
import { show } from "./toast.ts";

const lastsMs = 12_000;

/** Says that a part of the page is gone since an update, and how to get it. */
export function sayMissing(): void {
  const reload = { label: t("errors.reload"), run: () => window.location.reload() };
  show({ text: t("errors.missingPart"), isError: true, actions: [reload], lastsMs });
}
