/** What the site wrote on the script element. */
export interface Options {
  /** Origin that the script came from. */
  hub: string;
  channelId: string;
  language: string | undefined;
  /** The site's id of whoever is signed in there, with its signature. */
  user: { id: string; hash: string } | undefined;
}

export function readOptions(): Options | undefined {
  const script = findScript();
  const { channel, lang, user, userHash } = script?.dataset ?? {};
  if (!script || !channel) {
    console.warn("Switchboard: the script needs data-channel, the id of the channel.");
    return undefined;
  }
  return {
    hub: new URL(script.src).origin,
    channelId: channel,
    language: lang,
    user: user && userHash ? { id: user, hash: userHash } : undefined,
  };
}

function findScript(): HTMLScriptElement | null {
  const current = document.currentScript;
  return current instanceof HTMLScriptElement ? current : document.querySelector("script[data-channel]");
}
