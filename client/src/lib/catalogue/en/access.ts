export const access = {
  title: "Welcome",
} as const;
