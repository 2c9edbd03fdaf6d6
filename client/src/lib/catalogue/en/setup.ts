export const setup = {
  title: "Set up",
} as const;
