/** What the words of a failure mean, for servers that give no code. */
interface Cause {
  words: RegExp;
  /** Subject and detail of RFC 3463. */
  detail: string;
  /** Whether trying again would not help. */
  permanent: boolean;
}

/** The first that matches holds, so what is particular stands before what is general. */
const causes: Cause[] = [
  {
    words:
      /(?:mail ?(?:box|folder)|mail_box|inbox|account|quota|disk|storage).{0,60}(?:is full|\bfull\b|over ?quota|exceed)|over ?(?:the )?quota|quota (?:exceeded|full)|exceeds allowed size|postfach.{0,20}voll|一杯/i,
    detail: "2.2",
    permanent: false,
  },
  { words: /gr[ae]y-?list/i, detail: "7.1", permanent: false },
  {
    words:
      /too many (?:concurrent |simultaneous )?(?:connections|sessions|messages)|rate.?limit|throttl|receiving mail at a rate/i,
    detail: "4.5",
    permanent: false,
  },
  { words: /too many hops|hop count|mail(?:er)? loop|routing loop/i, detail: "4.6", permanent: true },
  {
    words:
      /(?:message|mail|size).{0,30}(?:too (?:big|large)|exceeds.{0,30}(?:size|limit|maximum))|size limit/i,
    detail: "3.4",
    permanent: true,
  },
  {
    words:
      /(?:account|mailbox|user|address|recipient).{0,30}(?:disabled|suspended|locked|frozen|inactive|deactivated|expired)|(?:disabled|suspended|inactive) (?:account|mailbox|user|recipient)/i,
    detail: "2.1",
    permanent: true,
  },
  {
    words:
      /(?:host|domain)(?: name)?(?: is)? (?:unknown|not found|invalid)|(?:unknown|illegal) (?:host|domain)|(?:host|domain) \S{1,80} not found|no such (?:host|domain)|could ?n.?t find (?:any|a) (?:host|mail exchanger)|no mx record|unrouteable|name service error|domain .{0,60}(?:does not|doesn't) exist|find a gateway/i,
    detail: "1.2",
    permanent: true,
  },
  {
    words:
      /(?:user|recipient|mailbox|address|account|alias|name)(?: name)?(?: is| was)?(?: .{0,40})?(?:unknown|not found|not known|not listed|not recognized|does not exist|doesn.t exist|wasn.t found|not exist|invalid|unavailable)|(?:unknown|invalid|no such|nonexistent|illegal|no valid|not a valid) (?:or \w+ )?(?:user|recipient|mailbox|address|account|alias|person|local)|no mailbox (?:here )?by that name|doesn.t have an? .{1,60}account|user unbekannt|empfänger unbekannt|見つから|リストにありません/i,
    detail: "1.1",
    permanent: true,
  },
  {
    words:
      /time(?:d)?[ -]?out|too long|expired|multiple retries|giving up|attempts|connection refused|could not (?:be )?connect|(?:unable to|not accept our requests to) connect|network error|not reachable|deferred|temporar|try again later|aborted after|socket error/i,
    detail: "4.7",
    permanent: false,
  },
  {
    words: /relay(?:ing)?\b.{0,20}(?:denied|not permitted|prohibited)|insecure mail relay/i,
    detail: "7.1",
    permanent: true,
  },
  {
    words:
      /spam|blocked|black.?list|denied|reject|refused|policy|not allowed|unauthenticated|not (?:a )?member|permission|virus/i,
    detail: "7.1",
    permanent: true,
  },
];

export const causeIn = (text: string): Cause | null => causes.find((cause) => cause.words.test(text)) ?? null;

/** How mail systems, whatever their language, title and word the failure itself. */
const failure =
  /undeliver(?:able|ed)|(?:could|can|was|were|did|has|have|is)(?: ?not|n.t)(?: yet)?(?: be| been| able to)? (?:successfully )?(?:deliver|reach (?:the following|some or all))|recipients?.{0,20} could not be reached|(?:cannot|unable to|trouble|error|trying to) (?:be )?deliver|deliver\w{0,5}(?: \w{1,20}){0,5} (?:fail|delayed|aborted|problem|error)|fail\w{0,4} (?:to )?deliver|failure notice|(?:delivery|mail) (?:system )?(?:failure|error|problem)|returned mail|returning (?:the )?message to|transcript of session|(?:permanent|fatal) (?:fatal )?errors?\b|failure reasons|did not like our|non-?delivery|not listed in domino|exceeds allowed size|bouncedrecipients|delivery status notification \((?:failure|delay)|nicht zugestellt|unzustellbar|non (?:remis|recapitabil|distribu)|no se (?:ha podido|pudo) entregar|não (?:foi )?entregue|не доставлено|nie dostarczono|送信できません|送信に失敗|メールエラー|无法(?:投递|送达)|退信/i;

export const tellsFailureInWords = (text: string): boolean => failure.test(text);

const arrival =
  /(?:successfully|was|been|has been) (?:successfully )?(?:delivered|relayed)(?! to any)|notification \(success|delivered to the following|"notificationType\\?":\s?\\?"Delivery/i;

export const tellsArrivalInWords = (text: string): boolean => arrival.test(text);

const delay =
  /delayed|warning message only|not yet been delivered|temporary failure report|\(delay\)|do not need to re-?send|will be retried|verzögert/i;

export const tellsDelay = (text: string): boolean => delay.test(text);
