import type { CountedFigure, Figures } from "../../../server/contract/board.ts";

export const countedFigures = [
  "arrived",
  "answered",
  "answeredInTime",
  "late",
  "abandoned",
  "overflowed",
  "handled",
  "missed",
  "declined",
] as const satisfies CountedFigure[];

/** Whose conversations a figure is looked into by; those of a ratio or a time are what it is made of, or what spoils it. */
export const countedBy = {
  arrived: "arrived",
  answered: "answered",
  answeredInTime: "answeredInTime",
  serviceLevel: "late",
  asa: "answered",
  longestWait: "answered",
  abandoned: "abandoned",
  abandonmentRate: "abandoned",
  overflowed: "overflowed",
  handled: "handled",
  aht: "handled",
  wrapUp: "handled",
  missed: "missed",
  declined: "declined",
} as const satisfies Record<string, CountedFigure>;

export const countIn = (figures: Figures, figure: CountedFigure): number =>
  figure === "late" ? figures.answered - figures.answeredInTime : figures[figure];
