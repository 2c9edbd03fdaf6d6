const longest = 150;

/** A name that is one wherever it is saved: no folders, nothing invisible, nothing that turns the text around. */
export function safeFileName(name: string): string {
  const clean = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, "")
    .replace(/[/\\:*?"<>|\s]+/g, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  return shortened(clean) || "file";
}

/** Keeps the ending, by which it is opened. */
function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= longest) return name;
  const [ending = ""] = /\.[^.]{1,15}$/u.exec(name) ?? [];
  return characters.slice(0, longest - Array.from(ending).length).join("") + ending;
}
