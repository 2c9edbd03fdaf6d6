import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { giveSight } from "./give-sight.ts";
import { addEntry, holdConversation, saveConversation } from "./hold.ts";

/** Lets a colleague see a conversation that the rule alone would not show them. */
export async function share(
  deps: Deps,
  input: { access: Access; conversationId: string; personId: string },
): Promise<void> {
  const { access, conversationId, personId } = input;
  await transact(deps, async (tx) => {
    const held = await holdConversation(tx, access, conversationId);
    const gaining = await giveSight(tx, { conversationId, actorId: access.personId }, [personId], "shared");
    if (!gaining) {
      throw new AppError("invalid", "There is no such colleague.", {
        fields: { personId: "is no colleague" },
      });
    }
    if (gaining.length === 0) return;
    await addEntry(tx, held, access.personId, "conversation.shared", { personId });
    await saveConversation(tx, held, deps.clock.now());
  });
}
