import { Button, Group, Modal } from "@mantine/core";
import { t } from "../lib/i18n.ts";
import { FormError } from "./form-error.tsx";

export interface Question {
  /** What is done. */
  label: string;
  title: string;
  /** What is gone by it, and what stays. */
  text: string;
  isPending: boolean;
  error: unknown;
  onConfirm(): void;
}

interface AskDialogProps extends Question {
  isOpen: boolean;
  close(): void;
}

/** For what nothing brings back: only that asks first. */
export const AskDialog = ({
  isOpen,
  close,
  label,
  title,
  text,
  isPending,
  error,
  onConfirm,
}: AskDialogProps) => (
  <Modal opened={isOpen} onClose={close} title={title}>
    <p style={{ marginTop: 0 }}>{text}</p>
    <FormError error={error} />
    <Group justify="flex-end" mt={16} gap={8}>
      <Button variant="default" onClick={close} data-autofocus>
        {t("common.cancel")}
      </Button>
      <Button color="red" onClick={onConfirm} loading={isPending}>
        {label}
      </Button>
    </Group>
  </Modal>
);
