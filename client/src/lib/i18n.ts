import i18next from "i18next";
import { en } from "./catalogue/en/index.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "words";
    resources: { words: typeof en };
    returnNull: false;
  }
}

/** English is in the first bundle, so the catalogue is there before the first line is drawn. */
void i18next.init({
  lng: "en",
  fallbackLng: "en",
  defaultNS: "words",
  ns: ["words"],
  resources: { en: { words: en } },
  // React escapes.
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** `t("inbox.views.mine")`: the only way that words reach the screen. */
export const t = i18next.t.bind(i18next) as typeof i18next.t;

/** For dates and numbers: the person's own, where the browser says it. */
export const locale = (): string => navigator.language || "en";
