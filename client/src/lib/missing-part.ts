/**
 * After an update at the hub the old page's parts are gone, and only a load brings the new ones. Browsers word it
 * differently; all name a module that could not be fetched, or else its style sheet, which Vite does.
 */
export const isMissingPart = (error: unknown): boolean =>
  error instanceof Error &&
  (error instanceof TypeError ? /module|import/i : /^Unable to preload CSS/).test(error.message);

/** Of what is fetched before it is wanted: whoever wants it is told. */
export function passOverMissing(error: unknown): void {
  if (!isMissingPart(error)) throw error;
}
