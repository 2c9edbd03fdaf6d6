/** An answer that is an error, by Twilio's codes (www.twilio.com/docs/api/errors). */
export class RestError extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Makes one request fail. */
export interface RestFault {
  method: string;
  /** Found anywhere in the path. */
  path: string;
  status: number;
  code: number;
  message: string;
}

export const errorBody = ({ status, code, message }: RestError) => ({
  code,
  message,
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
});

export const notAuthenticated = () => new RestError(401, 20003, "Authenticate");

export const notFound = (path: string) =>
  new RestError(404, 20404, `The requested resource ${path} was not found`);

export const notInProgress = () => new RestError(400, 21220, "Call is not in-progress. Cannot redirect.");
