export const files = {
  attach: "Add files",
  list: "Files to send",
  remove: "Remove {{name}}",
  tooMany: "At most {{count}} files go with one message.",
  tooLarge: "larger than {{size}}",
} as const;
