import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Deps } from "../../lib/deps.ts";
import { getCalling } from "../../workspace/get-calling.ts";
import type { Flow } from "../flow/flow.ts";
import { listDialling } from "../outgoing/list-caller-ids.ts";
import { readCallable } from "../outgoing/read-callable.ts";

/**
 * What a flow passes callers on to is judged as what people call is, from whichever of our numbers.
 * @throws AppError `invalid`
 */
export async function refuseBadNumbers(
  deps: Pick<Deps, "db" | "carriers" | "clock" | "log">,
  { nodes }: Flow,
): Promise<void> {
  const transfers = Object.entries(nodes).flatMap(([id, node]) =>
    node.type === "transfer" ? [{ path: `nodes.${id}.number`, number: node.number }] : [],
  );
  if (transfers.length === 0) return;
  const [{ countries }, channels] = await Promise.all([getCalling(deps), listDialling(deps)]);
  const ours = channels.flatMap(({ numbers }) => numbers);
  const allowed = countries.length > 0 ? countries : ours.flatMap(countriesOf);
  for (const { path, number } of transfers) {
    // While no channel calls telephones, nobody knows from where it will be.
    const bounds = allowed.length > 0 ? allowed : countriesOf(number);
    readCallable(number, { home: null, countries: bounds, ours, path });
  }
}

function countriesOf(number: string): string[] {
  const country = parsePhoneNumberFromString(number)?.country;
  return country ? [country] : [];
}
