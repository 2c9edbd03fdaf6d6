import { type Texts, textsOf } from "../../text/index.ts";
import { en } from "./en.ts";

export type CallTextKey = keyof typeof en;
export type CallTexts = Texts<CallTextKey>;

/** A new language is one more file and one more line here. */
const catalogues = { en };

export const createCallTexts = (locale: string): CallTexts => textsOf(catalogues, [locale]);
