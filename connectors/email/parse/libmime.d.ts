/** What is used of it; the package has no types of its own. */
declare module "libmime" {
  interface Libmime {
    decodeWord(charset: string, encoding: "B" | "Q", content: string): string;
    parseHeaderValue(value: string): { value: string | false; params: Record<string, string> };
    decodeFlowed(text: string, deletesSpace: boolean): string;
    detectMimeType(filename: string): string;
  }
  const libmime: Libmime;
  export default libmime;
}
