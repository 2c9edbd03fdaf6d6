import type { WebhookRequest } from "../../connectors/contract.ts";

export interface Read {
  url: string;
  method: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer<ArrayBuffer>;
}

/** A request whose body is here already, at a small part of what the platform's own costs. */
export class ReadRequest implements WebhookRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: WebhookRequest["headers"];
  readonly #read: Read;

  constructor(read: Read) {
    this.#read = read;
    this.url = read.url;
    this.method = read.method;
    this.headers = { get: (name) => read.headers[name.toLowerCase()] ?? null };
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(this.#read.body);
    return new ReadableStream({
      start(controller) {
        controller.enqueue(bytes);
        controller.close();
      },
    });
  }

  async text(): Promise<string> {
    return decoder.decode(this.#read.body);
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(this.#read.body).buffer;
  }

  formData(): Promise<FormData> {
    return new Request(this.url, this.#read).formData();
  }
}

const decoder = new TextDecoder();
