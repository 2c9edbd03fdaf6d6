/**
 * Middleware that lets a socket in or refuses it. One that could not be judged has its connection broken: clients come
 * again by themselves after that, and not after a refusal.
 */
export const guard =
  <Guarded extends { conn: { close(): void } }>(
    admit: (socket: Guarded) => Promise<Error | undefined>,
    onFailure: (error: unknown) => void,
  ) =>
  (socket: Guarded, next: (problem?: Error) => void): void => {
    admit(socket).then(next, (error) => {
      onFailure(error);
      socket.conn.close();
    });
  };
