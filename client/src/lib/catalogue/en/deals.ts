export const deals = {
  title: "Deals",
  pipeline: "Pipeline",
  none: "No pipeline yet",
  noneText: "A first contact makes a deal in the default pipeline's first stage.",
  empty: {
    title: "No deals yet",
    text: "Whoever writes for the first time brings one, in the first stage. Carry it on from stage to stage.",
  },
  emptyStage: "No deals here",
  move: "Move the deal {{title}}",
  moveTo: "Move to",
  moved: "'{{title}}' is now in '{{stage}}'",
  ownedBy: "Owner: {{name}}",
} as const;
