/** What mail programs put before the subject that they answer, and before one they pass on. */
const answering =
  "re|aw|antw|antwort|sv|vs|ref|rif|res|rép|réf|odp|odg|ynt|yan|bls|vá|válasz|atb|απ|σχετ|отв|ответ|на|відп|回复|回覆|答复|答覆|返信|회신|تر|رد|השב|תגובה";
const forwarding =
  "fwd?|wg|tr|doorst|rv|enc|i|pd|prp|vl|vb|vidarebefordrat|videresendt|továbbítás|iletilen|ilt|trs|fs|πρθ|пересл|转发|轉寄|転送|전달|إعادة توجيه|הועבר";
const counter = "\\s*(?:\\[\\d{1,4}\\]|\\(\\d{1,4}\\)|\\^\\d{1,4})?\\s*[:：]\\s*";
const answerPrefix = new RegExp(`^(?:${answering})${counter}`, "iu");
const forwardPrefix = new RegExp(`^(?:${forwarding})${counter}`, "iu");
/** A mailing list's tag, and the number that it gives each mail. */
const tag = /^\[[^[\]]{1,60}\]\s*(?:#?\d{1,9}[:\s])?\s*/u;

export interface Topic {
  topic: string;
  isAnswer: boolean;
}

/** The subject as it is compared: without what answering, passing on and mailing lists put before it. */
export function topicOf(subject: string): Topic {
  let rest = subject.normalize("NFC").replace(/\s+/g, " ").trim();
  let isAnswer = false;
  for (;;) {
    const answered = rest.replace(answerPrefix, "");
    isAnswer ||= answered !== rest;
    const bare = answered.replace(forwardPrefix, "").trim();
    // A subject that is nothing but a tag is still its subject.
    const next = bare.replace(tag, "").trim() || bare;
    if (next === rest) return { topic: rest.toLowerCase().normalize("NFC"), isAnswer };
    rest = next;
  }
}
