const begin = String.fromCharCode(2);
const end = String.fromCharCode(3);
const matched = new RegExp(`${begin}([^${end}]*)${end}`);

/** The search's own words, marked. */
export const Excerpt = ({ text }: { text: string }) =>
  text.split(matched).map((part, index) =>
    // Splitting by a group puts every match at an odd place.
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other name, and never move
      <mark key={index}>{part}</mark>
    ) : (
      part
    ),
  );
