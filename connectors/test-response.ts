import type { JsonAnswer } from "./contract.ts";

/** What a caller would get. */
export const asResponse = (answer: Response | JsonAnswer): Response =>
  answer instanceof Response ? answer : Response.json(answer.body, answer);
