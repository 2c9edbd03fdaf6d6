export const deals = {
  title: "Deals",
  pipeline: "Pipeline",
  none: "No pipeline yet",
  noneText: "A first contact makes a deal in the default pipeline's first stage.",
  emptyStage: "No deals here",
  move: "Move the deal {{title}}",
  moveTo: "Move to",
  moved: "'{{title}}' is now in '{{stage}}'",
  ownedBy: "Owner: {{name}}",
} as const;
