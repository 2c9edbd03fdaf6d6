import { type FormEvent, useEffect, useRef } from "react";

/** For a form: puts the focus on the first field that the hub found wrong. */
export function useFocusError(error: unknown) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) focusWrong(form.current);
  }, [error]);
  return form;
}

/** For what was found wrong before it was sent: the last argument of a form's `onSubmit`. */
export function toFirstWrong(_errors: unknown, _values: unknown, event?: FormEvent<HTMLFormElement>) {
  const form = event?.currentTarget ?? null;
  // The fields are marked by the next drawing.
  requestAnimationFrame(() => focusWrong(form));
}

function focusWrong(form: HTMLFormElement | null) {
  const marked = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error]');
  const fields = "input, textarea";
  const field = marked?.matches(`${fields}, button`) ? marked : marked?.querySelector<HTMLElement>(fields);
  // What is folded away takes no focus.
  field?.closest("details")?.setAttribute("open", "");
  field?.focus();
}
