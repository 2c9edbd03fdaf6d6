import { Button } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError } from "../lib/api-error.ts";
import { FormError } from "./form-error.tsx";
import classes from "./sent-form.module.css";
import { useFocusError } from "./use-focus-error.ts";

interface SentFormProps<Answer> {
  sending: UseMutationResult<Answer, Error, void>;
  /** On the button. */
  label: string;
  /** The fields; each with what the hub found wrong with it. */
  children(errors: Record<string, string>): ReactNode;
}

/** Some fields and the button that sends them. */
export function SentForm<Answer>({ sending, label, children }: SentFormProps<Answer>) {
  const { error } = sending;
  const form = useFocusError(error);
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      {children(error instanceof ApiError ? error.fields : {})}
      <FormError error={error} />
      <Button type="submit" loading={sending.isPending}>
        {label}
      </Button>
    </form>
  );
}
