/** As many as other programs keep; the header stays below what servers take. */
const most = 30;
const id = /^<[!-;=?-~]{1,250}@[!-;=?-~]{1,250}>$/;

/** RFC 5322, 3.6.4: what was said before, oldest first. Of a long thread the first and the latest stay. */
export function referencesOf(ids: string[]): string[] {
  const usable = ids.map((each) => each.trim()).filter((each) => id.test(each));
  const distinct = [...new Set(usable.reverse())].reverse();
  return distinct.length > most ? [...distinct.slice(0, 1), ...distinct.slice(1 - most)] : distinct;
}
