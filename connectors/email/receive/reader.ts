import type { EmailContext } from "./email-context.ts";
import { ownAddresses } from "./own-addresses.ts";
import type { Reader } from "./understand.ts";

export const createReader = ({ settings, sign }: EmailContext): Reader => ({
  settings,
  isOwn: ownAddresses(settings),
  sign,
});
