export * from "./channels.ts";
export * from "./columns.ts";
export * from "./contacts.ts";
export * from "./conversations.ts";
export * from "./events.ts";
export * from "./people.ts";
export * from "./sales.ts";
export * from "./workspace.ts";
