import type { ImapFlow } from "imapflow";
import type { Fetched, Wanted } from "./fetch-mails.ts";
import { givesOthers } from "./gives-others.ts";
import { stillThere } from "./still-there.ts";
import type { Trouble } from "./trouble.ts";
import { isPassing, isRefusal, wordsOf } from "./words-of.ts";

/** So many refusals one after the other are the server's trouble, and not the mails'. */
const row = 3;

type Answer = { uid: number; bytes: Buffer } | { uid: number; error: unknown; isAgain: boolean };

/**
 * One by one what a single command did not give. A mail that its server cannot read must not hold up the others, and a
 * server that gives nothing just now must not cost any: refused for good is only what is refused again over a new
 * connection, by a server that gives others. @throws what the server said, where it may still give the mail
 */
export async function* fetchRest(
  client: ImapFlow,
  { left, early }: { left: Iterable<number>; early: Map<number, Buffer> },
  wanted: Wanted,
  trouble: Trouble,
): AsyncGenerator<Fetched> {
  const answers: Answer[] = [];
  const isRow = () => answers.length >= row && answers.slice(-row).every((answer) => "error" in answer);
  for (const uid of left) {
    const bytes = early.get(uid);
    const answer = bytes ? { uid, bytes } : await fetchAlone(client, uid, wanted, trouble);
    if (answer) answers.push(answer);
    if (isRow()) break;
  }
  const firstOfRow = isRow() ? answers.at(-row) : undefined;
  for (const answer of answers) {
    if ("bytes" in answer) yield answer;
    else {
      const { uid, error, isAgain } = answer;
      if (answer === firstOfRow || !isAgain || !(await givesOthers(client, uid, trouble))) throw error;
      yield { uid, refusal: wordsOf(error) };
    }
  }
}

/** Undefined where it is gone. */
async function fetchAlone(
  client: ImapFlow,
  uid: number,
  wanted: Wanted,
  trouble: Trouble,
): Promise<Answer | undefined> {
  try {
    const message = await client.fetchOne(`${uid}`, wanted.query, { uid: true });
    const bytes = message && wanted.bytesOf(message);
    if (bytes) {
      trouble.noteGiven(uid);
      return { uid, bytes };
    }
    const [there] = await stillThere(client, [uid]);
    if (there === undefined) return undefined;
    return { uid, error: new Error("The server did not give a mail."), isAgain: trouble.noteRefusal(uid) };
  } catch (error) {
    if (!isRefusal(error) || isPassing(error)) throw error;
    return { uid, error, isAgain: trouble.noteRefusal(uid) };
  }
}
