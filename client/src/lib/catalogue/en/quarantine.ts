export const quarantine = {
  title: "Quarantine",
} as const;
