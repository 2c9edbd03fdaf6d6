export const quarantine = {
  title: "Quarantine",
  intro:
    "These came in and could not be processed. Each is kept as it came; mend the cause, then process it again.",
  sent: "Sent",
  source: "Show source",
  download: "Download",
  replay: "Process again",
  discard: "Set aside",
  discardTitle: "Set it aside for good?",
  discardText: "It leaves this list and is never processed. Its raw form stays in the ledger.",
  unknownChannel: "A channel of before",
  replayed: "It is being processed again.",
  discarded: "Set aside. The raw form stays in the ledger.",
  attempts_one: "tried once",
  attempts_other: "tried {{count}} times",
  empty: {
    title: "Nothing in quarantine",
    text: "What cannot be processed waits here with its reason, so that nothing is lost.",
  },
} as const;
