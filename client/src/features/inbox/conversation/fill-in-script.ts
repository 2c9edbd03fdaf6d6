/** Puts names in the place of `{{contact.name}}` and the like; what is known by no such name stays as it is. */
export function fillInScript(script: string, names: Record<string, string>): string {
  const known = new Map(Object.entries(names));
  return script.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, name) => known.get(name) ?? whole);
}
