import type { Ask, Detail, Details, WidgetConfig } from "../../connectors/webchat/wire.ts";

/** Before the first message all that is asked; later only what has become required since. */
export function needsDetails(
  form: WidgetConfig["form"],
  given: Details | undefined,
  isNew: boolean,
): boolean {
  const asks = Object.entries(form) as [Detail, Ask][];
  if (asks.some(([key, ask]) => ask === "required" && !given?.[key])) return true;
  return isNew && !given && asks.some(([, ask]) => ask !== "off");
}
