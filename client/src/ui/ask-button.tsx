import { Button, Group, Modal } from "@mantine/core";
import { useState } from "react";
import { t } from "../lib/i18n.ts";
import { FormError } from "./form-error.tsx";

interface AskButtonProps {
  label: string;
  title: string;
  /** What is gone by it, and what stays. */
  text: string;
  isPending: boolean;
  error: unknown;
  onConfirm(): void;
}

/** For what nothing brings back: only that asks first. */
export function AskButton({ label, title, text, isPending, error, onConfirm }: AskButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setIsAsking(true)}>
        {label}
      </Button>
      <Modal opened={isAsking} onClose={() => setIsAsking(false)} title={title}>
        <p style={{ marginTop: 0 }}>{text}</p>
        <FormError error={error} />
        <Group justify="flex-end" mt={16} gap={8}>
          <Button variant="default" onClick={() => setIsAsking(false)} data-autofocus>
            {t("common.cancel")}
          </Button>
          <Button color="red" onClick={onConfirm} loading={isPending}>
            {label}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
