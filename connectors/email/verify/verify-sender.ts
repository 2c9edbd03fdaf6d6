import { Readable } from "node:stream";
import type { DKIMResult, DKIMVerifyResult, DMARCResult } from "mailauth";
import type { Authenticity } from "../../contract.ts";
import { readHeader } from "../parse/read-header.ts";
import { authorDomainOf } from "./author-domain.ts";
import { GaveUp, inSlices } from "./in-slices.ts";
import { type LookUp, lookUpInDns, withLimit } from "./look-up.ts";
import { isReasonable } from "./reasonable.ts";

export interface SenderCheck {
  authenticity: Authenticity;
  /** What was found out, for people. */
  detail?: string;
}

const unknown: SenderCheck = { authenticity: "unknown" };
const limitMs = 20_000;

/**
 * Checks DKIM (RFC 6376) and DMARC (RFC 9989). SPF is unknown, since nobody kept the address of who delivered the mail: so
 * only a signature of the author's own domain that is broken counts against a mail, and none at all says nothing.
 */
export async function verifySender(
  raw: Uint8Array,
  options: { lookUp?: LookUp; limitMs?: number } = {},
): Promise<SenderCheck> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const author = authorDomainOf(bytes);
  if (!author || !isSigned(bytes) || !isReasonable(bytes)) return unknown;
  // Only mail that nobody vouched for needs the checker, which takes its time and memory to load.
  const [{ dkimVerify }, { dmarc }] = await Promise.all([
    import("mailauth/lib/dkim/verify.js"),
    import("mailauth/lib/dmarc/index.js"),
  ]);
  const over = AbortSignal.timeout(options.limitMs ?? limitMs);
  const resolver = withLimit(options.lookUp ?? lookUpInDns(), over);
  const checked = dkimVerify(Readable.from(inSlices(bytes, over)), { resolver, rejectRsaSha1: true });
  const signed = await checked.catch((error) => {
    if (!(error instanceof GaveUp)) throw error;
  });
  if (!signed) return unknown;
  const policy = await dmarc({
    ...authorsOf(signed),
    dkimDomains: signed.results.flatMap(vouching),
    resolver,
  });
  // The checker reads addresses in its own way; what it says of another author is not about the one whom we show.
  if (!policy || policy.status.header?.from !== author) return unknown;
  return judge(signed.results, policy, author);
}

const isSigned = (bytes: Buffer) => readHeader(bytes).some(({ name }) => name === "dkim-signature");

const authorsOf = ({ headerFrom, fromFields }: DKIMVerifyResult) => ({ headerFrom, fromFields });

/** A signature over a part of the body lets anybody add to it, so it vouches for nothing. */
function vouching({ id, signingDomain: domain, status }: DKIMResult) {
  return domain && status.result === "pass" && !status.underSized ? [{ id, domain }] : [];
}

function judge(results: DKIMResult[], policy: DMARCResult, author: string): SenderCheck {
  const { result } = policy.status;
  if (result === "temperror") return { ...unknown, detail: `${author} could not be looked up.` };
  if (result === "none") return judgeWithoutPolicy(results);
  const aligned = policy.alignment.dkim;
  if (result === "pass") return { authenticity: "passed", detail: `Signed by ${aligned.result}.` };
  const isAligned = ({ signingDomain, status }: DKIMResult) =>
    aligned.strict ? signingDomain?.toLowerCase() === author : Boolean(status.aligned);
  const broken = results.find((one) => isAligned(one) && isBroken(one));
  if (!broken || policy.policy === "none") return unknown;
  return {
    authenticity: "failed",
    detail: `The signature of ${broken.signingDomain} is broken, and ${policy.policyDomain} asks to ${policy.policy} such mail.`,
  };
}

function judgeWithoutPolicy(results: DKIMResult[]): SenderCheck {
  const own = results.find((one) => one.status.aligned && vouching(one).length > 0);
  return own ? { authenticity: "passed", detail: `Signed by ${own.signingDomain}.` } : unknown;
}

/** One whose key is gone or cannot be fetched, that is out of date or in testing (RFC 6376, 3.6.1) is not broken. */
function isBroken({ status, bodyHash, bodyHashExpecting }: DKIMResult): boolean {
  if (status.testing) return false;
  return status.result === "fail" || (bodyHash !== undefined && bodyHash !== bodyHashExpecting);
}
