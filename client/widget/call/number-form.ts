import type { RequestError } from "../api.ts";
import { h, setText } from "../ui/dom.ts";
import type { CallTextKey, CallTexts } from "./text/index.ts";

interface NumberFormOptions {
  texts: CallTexts;
  hasNumber(): boolean;
  /** @throws RequestError */
  giveNumber(phone: string): Promise<void>;
}

export interface NumberForm {
  element: HTMLFormElement;
  /** Asks whoever is to be called back and has not said where; they need not answer. */
  show(isCalledBack: boolean): void;
}

/** By which number a visitor can be called back. */
export function createNumberForm({ texts, hasNumber, giveNumber }: NumberFormOptions): NumberForm {
  const says = h("p", { role: "status", tabindex: -1 });
  const error = h("p", { class: "error", role: "alert", id: "number-error" });
  const input = h("input", {
    id: "number",
    type: "tel",
    autocomplete: "tel",
    name: "phone",
    required: true,
    dir: "auto",
    maxlength: 40,
    "aria-describedby": error.id,
  });
  const send = h("button", { class: "primary", type: "submit" }, texts("send"));
  const fields = h(
    "div",
    {},
    h("label", { for: input.id }, texts("number")),
    h("div", { class: "entry" }, input, send),
    error,
  );
  const element = h("form", { class: "number", novalidate: true, hidden: true, onsubmit }, says, fields);
  let isSending = false;

  function onsubmit(event: Event) {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    deliver(input.value.trim())
      .catch((problem) => refuse(whyNotTaken(problem)))
      .finally(() => setSending(false));
  }

  async function deliver(number: string) {
    if (number === "") return refuse("noNumber");
    refuse(undefined);
    await giveNumber(number);
    const hadFocus = fields.matches(":focus-within");
    fields.hidden = true;
    setText(says, texts("thanks", { number }));
    if (hadFocus) says.focus();
  }

  /** It keeps the focus meanwhile, which a disabled button would lose. */
  function setSending(is: boolean) {
    isSending = is;
    send.setAttribute("aria-disabled", String(is));
  }

  function refuse(why: CallTextKey | undefined) {
    setText(error, why ? texts(why) : "");
    if (why !== "noNumber") return input.removeAttribute("aria-invalid");
    input.setAttribute("aria-invalid", "true");
    input.focus();
  }

  return {
    element,
    show(isCalledBack) {
      if (!isCalledBack) element.hidden = true;
      else if (element.hidden && !hasNumber()) {
        element.hidden = false;
        fields.hidden = false;
        refuse(undefined);
        setText(says, texts("askNumber"));
      }
    },
  };
}

/** By its name, since this code and the chat's were built apart. */
const whyNotTaken = (problem: unknown): CallTextKey =>
  "details.phone" in ((problem as Partial<RequestError>).fields ?? {}) ? "noNumber" : "notSent";
