import type { Visit } from "../../connectors/contract.ts";
import type { Source } from "../../db/schema/contacts.ts";

export const classifyVisit = (_visit: Visit): Source | undefined => undefined;
