/** One field of a connector's settings, out of its JSON Schema. */
export interface Field {
  key: string;
  title: string;
  help?: string;
  /** Of the part of the form that it belongs to. */
  heading?: string;
  /** Few need it. */
  isRare: boolean;
  /** Stands beside the one before it where there is room. */
  isNarrow: boolean;
  kind: "text" | "longText" | "number" | "flag" | "choice" | "list" | "color";
  choices: string[];
  isSecret: boolean;
  /** Left empty, one is made. */
  isGenerated: boolean;
  /** Comes with the access that an admin allows at the provider's own page; nobody types it. */
  isAuthorised: boolean;
  /** The provider has values for it to choose from. */
  isListed: boolean;
  /** Shown only while these other settings have one of these values. */
  showWhen: Record<string, unknown[]>;
  isRequired: boolean;
  default?: unknown;
  placeholder?: string;
}

interface Property {
  type?: string;
  title?: string;
  help?: string;
  heading?: string;
  rare?: boolean;
  narrow?: boolean;
  multiline?: boolean;
  description?: string;
  enum?: unknown[];
  default?: unknown;
  secret?: boolean;
  generated?: boolean;
  authorised?: boolean;
  listed?: boolean;
  showWhen?: Record<string, unknown[]>;
  pattern?: string;
  examples?: unknown[];
}

export function fieldsOf(schema: Record<string, unknown>): Field[] {
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, Property>;
    required?: string[];
  };
  let heading: string | undefined;
  return Object.entries(properties).map(([key, property]) => {
    heading = property.heading ?? heading;
    return {
      key,
      title: property.title ?? key,
      help: property.help ?? property.description,
      heading,
      isRare: property.rare === true,
      isNarrow: property.narrow === true,
      kind: kindOf(property),
      choices: (property.enum ?? []).map(String),
      isSecret: property.secret === true,
      isGenerated: property.generated === true,
      isAuthorised: property.authorised === true,
      isListed: property.listed === true,
      showWhen: property.showWhen ?? {},
      isRequired: required.includes(key) && property.default === undefined,
      default: property.default,
      placeholder: property.examples?.[0] === undefined ? undefined : String(property.examples[0]),
    };
  });
}

export function shownFields(fields: Field[], values: Record<string, unknown>): Field[] {
  const all = { ...defaultsOf(fields), ...values };
  return fields.filter(({ showWhen }) =>
    Object.entries(showWhen).every(([key, wanted]) => wanted.includes(all[key])),
  );
}

export interface Part {
  heading: string | undefined;
  /** Fields that share a line. */
  lines: Field[][];
}

export const partsOf = (fields: Field[]): Part[] =>
  [...Map.groupBy(fields, ({ heading }) => heading)].map(([heading, own]) => ({
    heading,
    lines: linesOf(own),
  }));

export function linesOf(fields: Field[]): Field[][] {
  const lines: Field[][] = [];
  for (const field of fields) {
    const line = lines.at(-1);
    if (field.isNarrow && line) line.push(field);
    else lines.push([field]);
  }
  return lines;
}

/** Of what the form holds: what was typed into a field that is hidden by now is not meant any more. */
export function typedSettings(fields: Field[], values: Record<string, unknown>): Record<string, unknown> {
  const typed = shownFields(fields, values).filter(({ isAuthorised }) => !isAuthorised);
  return Object.fromEntries(typed.flatMap(({ key }) => (key in values ? [[key, values[key]]] : [])));
}

export const defaultsOf = (fields: Field[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap((field) => (field.default === undefined ? [] : [[field.key, field.default]])),
  );

function kindOf({ type, enum: choices, pattern, multiline }: Property): Field["kind"] {
  if (choices) return "choice";
  if (type === "boolean") return "flag";
  if (type === "number" || type === "integer") return "number";
  if (type === "array") return "list";
  if (pattern?.includes("{6}") && pattern.startsWith("^#")) return "color";
  return multiline ? "longText" : "text";
}
