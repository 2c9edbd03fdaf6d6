export const palette = {
  label: "Search or do anything",
  placeholder: "Search people and messages, or type what to do",
  contacts: "Contacts",
  messages: "Messages",
  doings: "Do",
  places: "Go to",
  none: "Nothing found. Try a name, part of a number or address, or a word that was written.",
} as const;
