/** No field takes these. */
export const refusedText = ["NUL \u0000 inside", "half \ud83d", "\udc00 half", "x".repeat(1_000_000)];
/** A field takes these as they are, or says no. */
export const harmlessText = [
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "שלום \u202Etxt.exe\u202C مرحبا",
  "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301",
  "'; drop table people; -- %s {{7*7}} \\u0000",
  "\u2028\u2029\uFEFF\u200B",
];
