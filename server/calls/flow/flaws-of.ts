import type { CallFlowNode } from "../../contract/call-flows.ts";
import { AppError } from "../../lib/app-error.ts";
import { refuseBadOfficeHours } from "../../workspace/office-hours.ts";
import { circlesOf } from "./circles-of.ts";
import { type Flow, findNode } from "./flow.ts";
import { targetsOf } from "./targets-of.ts";

/** What the schema cannot say of a flow: a field and what is wrong with it. A call ends in every flow without flaws. */
export function flawsOf(flow: Flow): Record<string, string> {
  const flaws: [field: string, problem: string][] = [];
  if (!findNode(flow, flow.entry)) flaws.push(["entry", "leads to a step that is not there"]);
  for (const [id, node] of Object.entries(flow.nodes)) {
    const ofNode = [...lostTargets(flow, node), ...flawsOfNode(node)];
    flaws.push(...ofNode.map(([field, problem]): [string, string] => [`nodes.${id}.${field}`, problem]));
  }
  for (const { id, field } of circlesOf(flow)) {
    flaws.push([`nodes.${id}.${field}`, "leads in a circle in which the caller is never asked anything"]);
  }
  return Object.fromEntries(flaws);
}

type Flaw = [field: string, problem: string];

const lostTargets = (flow: Flow, node: CallFlowNode): Flaw[] =>
  targetsOf(node)
    .filter(({ next }) => !findNode(flow, next))
    .map(({ field }) => [field, "leads to a step that is not there"]);

function flawsOfNode(node: CallFlowNode): Flaw[] {
  switch (node.type) {
    case "menu":
      return doubleDigits(node.choices.map(({ digit }) => digit));
    case "hours":
      return node.hours ? flawsOfHours(node.hours) : [];
    case "queue":
      return node.announce ? missingFigures(node.announce) : [];
    default:
      return [];
  }
}

const doubleDigits = (digits: string[]): Flaw[] =>
  digits.flatMap((digit, nth) =>
    digits.indexOf(digit) < nth ? [[`choices.${nth}.digit`, "is another choice's key already"]] : [],
  );

function flawsOfHours(hours: Parameters<typeof refuseBadOfficeHours>[0]): Flaw[] {
  try {
    refuseBadOfficeHours(hours);
    return [];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Object.values(error.fields ?? {}).map((problem) => ["hours", problem]);
  }
}

const missingFigures = (announce: { position: string | null; expectedWait: string | null }): Flaw[] => [
  ...missing("announce.position", announce.position, "{position}"),
  ...missing("announce.expectedWait", announce.expectedWait, "{minutes}"),
];

const missing = (field: string, text: string | null, figure: string): Flaw[] =>
  text === null || text.includes(figure) ? [] : [[field, `does not say ${figure}`]];
