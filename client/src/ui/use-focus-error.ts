import { useEffect, useRef } from "react";

/** For a form: puts the focus on the first field that the hub found wrong. */
export function useFocusError(error: unknown) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!error) return;
    const marked = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-error]');
    const field = marked?.matches("input, textarea")
      ? marked
      : marked?.querySelector<HTMLElement>("input, textarea");
    field?.focus();
  }, [error]);
  return form;
}
