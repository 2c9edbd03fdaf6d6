import { ConnectorError } from "../../connectors/contract.ts";

/** @throws ConnectorError `unavailable` with this sentence when it takes longer; the work itself goes on. */
export async function within<T>(ms: number, sentence: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ConnectorError("unavailable", sentence)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
