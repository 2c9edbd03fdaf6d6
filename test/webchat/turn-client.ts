import { createHash, createHmac, randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { isIPv4 } from "node:net";

/** https://www.rfc-editor.org/rfc/rfc8656: as much of it as is asked of a relay here. */
export interface TurnClient {
  /** The error's code, or undefined where it was done. */
  allocate(options?: { family?: 4 | 6; isTcp?: boolean }): Promise<number | undefined>;
  /** Asks that this peer be let through. */
  permit(ip: string): Promise<number | undefined>;
  refresh(): Promise<number | undefined>;
  close(): void;
}

interface Answer {
  error: number | undefined;
  text: Map<number, string>;
}

type Attribute = [type: number, value: Buffer];

interface Asked {
  type: number;
  id: Buffer;
  attributes: Attribute[];
}

const binding = 0x0001;
const allocation = 0x0003;
const refreshing = 0x0004;
const permission = 0x0008;
const cookie = Buffer.from("2112a442", "hex");
const [username, integrity, errorCode, peer, realm, nonce] = [0x06, 0x08, 0x09, 0x12, 0x14, 0x15];
const [requestedFamily, requestedTransport] = [0x17, 0x19];
const [unauthorized, staleNonce] = [401, 438];

export function openTurn(
  port: number,
  given: { username: string; credential: string } = { username: "", credential: "" },
): TurnClient {
  const socket = createSocket("udp4");
  let challenge: Map<number, string> | undefined;

  async function ask(
    type: number,
    attributesFor: (id: Buffer) => Attribute[] = () => [],
  ): Promise<number | undefined> {
    const once = () => {
      const id = randomBytes(12);
      return exchange(message({ type, id, attributes: [...attributesFor(id), ...proof()] }, key()));
    };
    const answer = await once();
    if (answer.error !== staleNonce && (answer.error !== unauthorized || challenge)) return answer.error;
    challenge = answer.text;
    return (await once()).error;
  }

  function proof(): Attribute[] {
    if (!challenge) return [];
    return [
      [username, Buffer.from(given.username)],
      [realm, Buffer.from(challenge.get(realm) ?? "")],
      [nonce, Buffer.from(challenge.get(nonce) ?? "")],
    ];
  }

  const key = () =>
    challenge &&
    createHash("md5")
      .update(`${given.username}:${challenge.get(realm)}:${given.credential}`)
      .digest();

  async function exchange(request: Buffer): Promise<Answer> {
    const answered = once(socket, "message", { signal: AbortSignal.timeout(5_000) });
    socket.send(request, port, "127.0.0.1");
    return read((await answered)[0]);
  }

  return {
    allocate: ({ family = 4, isTcp = false } = {}) =>
      ask(allocation, () => [
        [requestedTransport, Buffer.from([isTcp ? 6 : 17, 0, 0, 0])],
        [requestedFamily, Buffer.from([family === 4 ? 1 : 2, 0, 0, 0])],
      ]),
    permit: (ip) => ask(permission, (id) => [[peer, hidden(ip, id)]]),
    refresh: () => ask(refreshing),
    close: () => socket.close(),
  };
}

/** Resolves once a relay is there. */
export async function answersAt(port: number): Promise<void> {
  const socket = createSocket("udp4");
  try {
    const answered = once(socket, "message", { signal: AbortSignal.timeout(200) });
    socket.send(message({ type: binding, id: randomBytes(12), attributes: [] }), port, "127.0.0.1");
    await answered;
  } finally {
    socket.close();
  }
}

function message({ type, id, attributes }: Asked, key?: Buffer): Buffer {
  const body = Buffer.concat(attributes.map(attribute));
  const whole = (length: number) => Buffer.concat([uint16(type), uint16(length), cookie, id, body]);
  if (!key) return whole(body.length);
  // It is made over the message as if it were already in it.
  const signed = whole(body.length + 24);
  return Buffer.concat([signed, attribute([integrity, createHmac("sha1", key).update(signed).digest()])]);
}

function read(answer: Buffer): Answer {
  const text = new Map<number, string>();
  let error: number | undefined;
  for (let at = 20; at + 4 <= answer.length; ) {
    const [type, length] = [answer.readUInt16BE(at), answer.readUInt16BE(at + 2)];
    const value = answer.subarray(at + 4, at + 4 + length);
    if (type === errorCode) error = value.readUInt8(2) * 100 + value.readUInt8(3);
    text.set(type, value.toString());
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return { error, text };
}

function attribute([type, value]: Attribute): Buffer {
  const padding = Buffer.alloc((4 - (value.length % 4)) % 4);
  return Buffer.concat([uint16(type), uint16(value.length), value, padding]);
}

/** XOR-PEER-ADDRESS, at no port. */
function hidden(ip: string, id: Buffer): Buffer {
  const bytes = isIPv4(ip) ? Buffer.from(ip.split(".").map(Number)) : bytesOfV6(ip);
  const mask = Buffer.concat([cookie, id]);
  const masked = bytes.map((byte, at) => byte ^ (mask[at] ?? 0));
  return Buffer.concat([uint16(isIPv4(ip) ? 1 : 2), cookie.subarray(0, 2), masked]);
}

function bytesOfV6(ip: string): Buffer {
  const [before = [], after = []] = ip.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = Array<string>(8 - before.length - after.length).fill("0");
  return Buffer.concat([...before, ...zeros, ...after].map((group) => uint16(Number.parseInt(group, 16))));
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
