export const contacts = {
  title: "Contacts",
  new: "New contact",
  add: "Add the contact",
  name: "Name",
  company: "Company",
  search: "Name, number or address",
  missingName: "Say who it is.",
  noMatch: "Nobody matches '{{q}}'",
  noMatchText: "Part of a name, a number or an address is enough.",
  empty: {
    title: "No contacts yet",
    text: "Whoever writes becomes a contact by itself, and you can add people you know.",
  },
} as const;
