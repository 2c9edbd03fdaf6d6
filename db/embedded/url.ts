export const superuser = "switchboard";

export function embeddedUrl(port: number, password: string) {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
}
