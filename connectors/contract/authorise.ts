/** OAuth 2 with PKCE (RFC 6749, RFC 7636). */
export interface Authorise<Settings> {
  /** Where the admin is sent. @throws ConnectorError where the settings do not allow it */
  address(settings: Settings, request: AuthoriseRequest): string;
  /** What the provider's answer adds to the settings. @throws ConnectorError with the provider's own words */
  finish(settings: Settings, answer: AuthoriseAnswer): Promise<Partial<Settings>>;
}

export interface AuthoriseRequest {
  redirectUri: string;
  state: string;
  /** By the method S256. */
  challenge: string;
}

export interface AuthoriseAnswer {
  code: string;
  redirectUri: string;
  verifier: string;
}
