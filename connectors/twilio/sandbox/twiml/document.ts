import type { Endpoint } from "../webhooks/send-webhook.ts";
import { type Element, elementsIn, readXml } from "./read-xml.ts";
import { findFaults } from "./schema.ts";

/** What to do with a call. */
export interface Document {
  /** Where it came from; relative addresses in it count from there. */
  from: Endpoint | undefined;
  verbs: Element[];
  /** In place of verbs: a file of sound. */
  sound?: Buffer;
  /** What is wrong in it and was passed over. */
  faults: string[];
}

/** A document that cannot be had or followed, by one of Twilio's codes (www.twilio.com/docs/api/errors). */
export class DocumentError extends Error {
  readonly code: number;
  readonly url: string;
  constructor(code: number, message: string, url = "") {
    super(message);
    this.code = code;
    this.url = url;
  }
}

/** @throws DocumentError */
export function readDocument(text: string, from?: Endpoint): Document {
  const root = parse(text, from);
  if (root.name !== "Response") {
    throw new DocumentError(12100, `The root must be <Response>, not <${root.name}>.`, from?.url);
  }
  const verbs = elementsIn(root);
  return { from, verbs, faults: findFaults(root) };
}

function parse(text: string, from: Endpoint | undefined): Element {
  try {
    return readXml(text);
  } catch (error) {
    throw new DocumentError(12100, error instanceof Error ? error.message : "", from?.url);
  }
}
