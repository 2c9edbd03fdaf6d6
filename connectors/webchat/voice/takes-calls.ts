import type { ConnectorContext } from "../../contract.ts";
import type { Settings } from "../settings.ts";

/** Whether a visitor may begin a call now. */
export async function takesCalls({
  settings,
  isOpen,
}: Pick<ConnectorContext<Settings>, "settings" | "isOpen">): Promise<boolean> {
  return settings.calls === "on" || (settings.calls === "officeHours" && (await isOpen()));
}
