import { Modal } from "@mantine/core";
import { t } from "../../lib/i18n.ts";
import { CopyField } from "../../ui/copy-field.tsx";

interface LinkDialogProps {
  title: string;
  /** Shown while there is one. */
  url: string | undefined;
  onClose(): void;
}

/** A one-time link, to be handed over by whoever made it. */
export function LinkDialog({ title, url, onClose }: LinkDialogProps) {
  return (
    <Modal opened={url !== undefined} onClose={onClose} title={title}>
      <p className="faint">{t("people.link.text")}</p>
      <CopyField label={t("people.link.label")} value={url ?? ""} />
    </Modal>
  );
}
