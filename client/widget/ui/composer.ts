import type { FileRules } from "../../../connectors/webchat/wire.ts";
import type { Chat } from "../chat.ts";
import type { Store } from "../storage.ts";
import type { Texts } from "../text/index.ts";
import { cut } from "../visit.ts";
import { acceptOf, createAttachments } from "./attachments.ts";
import { h, icon } from "./dom.ts";

interface Composer {
  element: HTMLElement;
  focus(): void;
  addFiles(files: Iterable<File>): void;
}

interface Parts {
  chat: Chat;
  rules: FileRules;
  texts: Texts;
  session: Store;
}

const longest = 10_000;

export function createComposer({ chat, rules, texts, session }: Parts): Composer {
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const field = h("textarea", {
    rows: 1,
    maxlength: longest,
    dir: "auto",
    placeholder: texts("write"),
    "aria-label": texts("write"),
    oninput: onInput,
  });
  const send = h(
    "button",
    { class: "plain send", type: "submit", "aria-label": texts("send"), disabled: true },
    icon("send", 18),
  );
  const picker = h("input", {
    type: "file",
    multiple: true,
    hidden: true,
    accept: acceptOf(rules),
    onchange: onPick,
  });
  const clip = h(
    "button",
    { class: "plain", type: "button", "aria-label": texts("attach"), onclick: () => picker.click() },
    icon("clip"),
  );
  const attachments = createAttachments({
    rules,
    texts,
    upload: chat.upload,
    onChange: refresh,
    onTrouble: setTrouble,
  });
  const takesFiles = rules.kinds !== "none";
  const box = h("div", { class: "box" }, takesFiles && clip, field, send);
  const element = h(
    "form",
    { class: "composer", onsubmit: onSubmit },
    trouble,
    attachments.element,
    box,
    picker,
  );

  field.addEventListener("keydown", (event) => {
    // While an input method composes, Enter is its own.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    element.requestSubmit();
  });
  field.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!takesFiles || files.length === 0) return;
    event.preventDefault();
    addFiles(files);
  });
  field.value = session.get("draft") ?? "";
  refresh();

  function onInput() {
    session.set("draft", field.value);
    chat.writing(field.value.trim() !== "");
    refresh();
  }

  function onPick() {
    addFiles([...(picker.files ?? [])]);
    picker.value = "";
  }

  function addFiles(files: Iterable<File>) {
    if (!takesFiles) return;
    setTrouble("");
    attachments.add(files);
    field.focus();
  }

  function onSubmit(event: Event) {
    event.preventDefault();
    if (!canSend()) return;
    chat.send(cut(field.value.trim(), longest), attachments.ready());
    field.value = "";
    session.remove("draft");
    attachments.clear();
    setTrouble("");
    refresh();
    field.focus();
  }

  function canSend() {
    return !attachments.isBusy() && (field.value.trim() !== "" || attachments.ready().length > 0);
  }

  function refresh() {
    send.disabled = !canSend();
    field.style.height = "44px";
    if (field.value) field.style.height = `${Math.max(44, field.scrollHeight)}px`;
  }

  function setTrouble(text: string) {
    trouble.textContent = text;
    trouble.hidden = text === "";
  }

  return { element, addFiles, focus: () => field.focus() };
}
