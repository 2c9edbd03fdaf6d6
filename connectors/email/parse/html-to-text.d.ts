/** What is used of it; the package has no types of its own. */
declare module "html-to-text" {
  interface Element {
    children: unknown[];
  }
  interface Builder {
    addInline(text: string): void;
  }
  export type Formatter = (
    element: Element,
    walk: (children: unknown[], builder: Builder) => void,
    builder: Builder,
  ) => void;
  interface Options {
    wordwrap: number | false;
    limits: { maxInputLength: number; maxDepth: number };
    formatters: Record<string, Formatter>;
    selectors: { selector: string; format?: string; options?: Record<string, unknown> }[];
  }
  export function convert(html: string, options: Options): string;
}
