import type { CheckPass } from "../../contract/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { passesOf } from "./passes-of.ts";

/** By what a person's browser checks which ways its calls could take, of each account that can tell. */
export async function getCheckPasses(
  deps: Deps,
  { access }: { access: Access },
): Promise<{ passes: CheckPass[] }> {
  const passes = await passesOf(deps, async (voice, connector): Promise<CheckPass | undefined> => {
    const data = await voice.checkPass?.(access.personId);
    return data && { connector, data };
  });
  return { passes };
}
