export { getChanged as showConversation } from "./queries.ts";
