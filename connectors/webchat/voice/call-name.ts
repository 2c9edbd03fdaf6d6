/** Under the visitor's own id, so that nobody can speak of another's call. */
export const callNameOf = (visitorId: string, callId: string): string => `${visitorId}:${callId}`;

export function readCallName(externalId: string): { visitorId: string; callId: string } {
  const [visitorId = "", callId = ""] = externalId.split(":");
  return { visitorId, callId };
}
