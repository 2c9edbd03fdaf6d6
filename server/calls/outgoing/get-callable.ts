import type { Deps } from "../../lib/deps.ts";
import { getCalling } from "../../workspace/get-calling.ts";
import { listDialling } from "./list-caller-ids.ts";
import { readCallable } from "./read-callable.ts";

interface Wanted {
  /** As people write it. */
  written: string;
  /** The country of the number that is called with. */
  home: string | null;
  /** Where it stands in what was sent. */
  path: string;
}

/** A number that may be called, in E.164. @throws AppError `invalid` that says why not */
export async function getCallable(
  deps: Pick<Deps, "db" | "carriers" | "clock" | "log">,
  wanted: Wanted,
): Promise<string> {
  const [{ countries }, channels] = await Promise.all([getCalling(deps), listDialling(deps)]);
  const ours = channels.flatMap(({ numbers }) => numbers);
  return readCallable(wanted.written, { ...wanted, countries, ours });
}
