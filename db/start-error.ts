/** Something the operator must put right before the hub can start; the message is the one sentence to show. */
export class StartError extends Error {
  override name = "StartError";
}
