export { findWorkOf as showWorkOf } from "./queries.ts";
