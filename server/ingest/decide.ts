import { decideContact } from "./decide-contact.ts";
import { decideMessage } from "./decide-message.ts";
import { beginDraft, finishDraft } from "./draft.ts";
import type { Prepared } from "./prepare.ts";
import type { State } from "./state.ts";
import type { Writes } from "./writes.ts";

/** What a batch makes of the world as it is: pure, so that the rules can be read and tested without a database. */
export function decide(state: State, items: Prepared[]): Writes {
  const draft = beginDraft(state);
  for (const item of items) {
    const found = decideContact(draft, item);
    if (item.message) decideMessage(draft, item, item.message, found);
  }
  return finishDraft(draft);
}
