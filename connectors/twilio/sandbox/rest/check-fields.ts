import { description, type Kind, type Operation } from "./description.ts";
import type { RestRequest } from "./request.ts";
import { RestError } from "./rest-error.ts";

const nothing: Operation = { fields: {} };

/** What is not as Twilio describes it is refused, where Twilio itself would often pass over it: it was meant to do something. */
export function checkFields(route: string, { query, form }: Pick<RestRequest, "query" | "form">): void {
  const { fields, needs = [] } = description[route] ?? nothing;
  const [said, unexpected] = route.startsWith("GET") ? [query, form] : [form, query];
  for (const name of unexpected.keys()) throw invalid(`${name} is in the wrong place.`);
  for (const name of needs) if (!said.get(name)) throw invalid(`${name} is required.`);
  for (const name of new Set(said.keys())) {
    const wanted = fields[name];
    if (!wanted) throw invalid(`${name} is nothing that this can be asked for with.`);
    const values = said.getAll(name);
    if (wanted !== "texts" && values.length > 1) throw invalid(`${name} is there ${values.length} times.`);
    for (const value of values) {
      if (!isOf(wanted, value)) throw invalid(`${name} cannot be '${value}'.`);
    }
  }
}

const isOf = (wanted: Kind | readonly string[], value: string): boolean =>
  typeof wanted === "string" ? shapeOf(wanted).test(value) : wanted.includes(value);

const shapes = {
  text: /^/,
  texts: /^/,
  url: /^[a-z][a-z\d+.-]*:\S+$/i,
  method: /^(?:GET|POST)$/,
  whole: /^\d+$/,
  flag: /^(?:true|false)$/,
  day: /^\d{4}-\d\d-\d\d$/,
  moment: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  twiml: /^\s*<[\s\S]*>\s*$/,
};

const isPlain = (kind: Kind): kind is keyof typeof shapes => kind in shapes;

const shapeOf = (kind: Kind): RegExp =>
  isPlain(kind) ? shapes[kind] : new RegExp(`^${kind.replace("sid ", "")}[0-9a-fA-F]{32}$`);

const invalid = (message: string) => new RestError(400, 20001, message);
