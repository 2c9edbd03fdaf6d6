import type { Detail, WidgetConfig } from "../../../connectors/webchat/wire.ts";
import { RequestError } from "../api.ts";
import type { Chat } from "../chat.ts";
import type { Texts } from "../text/index.ts";
import { h } from "./dom.ts";

interface DetailsForm {
  element: HTMLFormElement;
  focus(): void;
}

const kinds = {
  name: { type: "text", autocomplete: "name", bad: "needed" },
  email: { type: "email", autocomplete: "email", bad: "badEmail" },
  phone: { type: "tel", autocomplete: "tel", bad: "badPhone" },
} as const;

/** What the site wants to know before the chat begins. */
export function createDetailsForm(config: WidgetConfig, chat: Chat, texts: Texts): DetailsForm {
  const asked = (["name", "email", "phone"] as const).filter((key) => config.form[key] !== "off");
  const fields = asked.map((key) => createField(key, config.form[key] === "required", texts));
  const button = h("button", { class: "primary", type: "submit" }, texts("start"));
  const trouble = h("p", { class: "error", role: "alert" });
  const element = h(
    "form",
    { class: "details", novalidate: true, onsubmit: onSubmit },
    config.greeting !== "" && h("p", { class: "greeting", dir: "auto" }, config.greeting),
    h("p", { class: "intro" }, texts("formIntro")),
    ...fields.map((field) => field.element),
    trouble,
    button,
  );

  function onSubmit(event: Event) {
    event.preventDefault();
    const wrong = fields.filter((field) => !field.check());
    if (wrong.length > 0) return wrong[0]?.focus();
    button.disabled = true;
    trouble.textContent = "";
    chat
      .giveDetails(Object.fromEntries(fields.map((field) => [field.key, field.value()])))
      .catch(showProblem)
      .finally(() => {
        button.disabled = false;
      });
  }

  function showProblem(error: unknown) {
    const problems = error instanceof RequestError ? error.fields : {};
    const wrong = fields.filter((field) => `details.${field.key}` in problems);
    for (const field of wrong) field.mark();
    if (wrong.length > 0) return wrong[0]?.focus();
    const isReached = error instanceof RequestError && error.status > 0;
    trouble.textContent = texts(!isReached ? "unreachable" : error.status === 429 ? "tooMuch" : "broken");
  }

  return { element, focus: () => fields[0]?.focus() };
}

function createField(key: Detail, isRequired: boolean, texts: Texts) {
  const { type, autocomplete, bad } = kinds[key];
  const error = h("span", { class: "error", id: `${key}-error` });
  const input = h("input", {
    type,
    autocomplete,
    name: key,
    required: isRequired,
    dir: "auto",
    maxlength: 120,
    "aria-describedby": error.id,
  });
  const title = h("span", {}, texts(key), !isRequired && h("small", {}, ` (${texts("optional")})`));

  function say(text: string) {
    error.textContent = text;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    return text === "";
  }

  return {
    key,
    element: h("label", {}, title, input, error),
    value: () => input.value.trim(),
    focus: () => input.focus(),
    mark: () => say(texts(input.value.trim() ? bad : "needed")),
    check: () =>
      say(
        input.validity.typeMismatch ? texts(bad) : isRequired && !input.value.trim() ? texts("needed") : "",
      ),
  };
}
