import { Button, Modal, Select } from "@mantine/core";
import { useRef, useState } from "react";
import type { Contact } from "../../../../server/contract/contacts.ts";
import { contactName } from "../../lib/contact-name.ts";
import { t } from "../../lib/i18n.ts";
import { AddressField } from "../../ui/letter/address-field.tsx";
import { RichText } from "../../ui/letter/rich-text.tsx";
import { Signature } from "../../ui/letter/signature.tsx";
import { SubjectField } from "../../ui/letter/subject-field.tsx";
import { Attachments } from "../../ui/uploads/attachments.tsx";
import { useFirstLetter } from "./use-first-letter.ts";
import { useWritingChannels } from "./use-writing-channels.ts";
import classes from "./write-dialog.module.css";
import { WriteFoot } from "./write-foot.tsx";

interface WriteDialogProps {
  contact: Contact;
  kind: string;
  address: string;
  close(): void;
  /** Once the letter was taken back; false when there is nowhere to open it any more. */
  reopen(): boolean;
}

/** Writes to somebody first; what is written is kept until it is sent or discarded. */
export default function WriteDialog({ contact, kind, address, close, reopen }: WriteDialogProps) {
  const channels = useWritingChannels(kind);
  const form = useRef<HTMLFormElement>(null);
  const { draft, change, uploads, send, canSend, ...letter } = useFirstLetter(contact, address, {
    close,
    reopen,
  });
  const [isDemanded, setIsDemanded] = useState(false);
  const channelId = channels.find(({ id }) => id === draft.channelId)?.id ?? channels[0]?.id;
  const submit = () => {
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) return wrong.focus();
    if (draft.to.length === 0) return setIsDemanded(true);
    if (channelId && canSend) send(channelId);
  };

  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t("letters.first.title", { name: contactName(contact) })}
      classNames={{ body: classes.dialog }}
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        {...uploads.dropTarget}
      >
        {channels.length > 1 && (
          <Select
            className={classes.channel}
            label={t("letters.first.channel")}
            data={channels.map(({ id, name }) => ({ value: id, label: name }))}
            value={channelId}
            allowDeselect={false}
            onChange={(id) => change({ channelId: id })}
          />
        )}
        <AddressField
          label={t("letters.to")}
          isNeeded
          value={draft.to}
          problem={isDemanded && draft.to.length === 0 ? t("letters.compose.noRecipient") : undefined}
          onChange={(to) => change({ to })}
        />
        <AddressField label={t("letters.cc")} value={draft.cc} onChange={(cc) => change({ cc })} />
        <SubjectField value={draft.subject} isFirst onChange={(subject) => change({ subject })} />
        <div className={classes.text} onPaste={uploads.onPaste}>
          <RichText
            id="first-letter"
            html={draft.html}
            label={t("letters.compose.text")}
            placeholder={t("letters.compose.firstPlaceholder")}
            onChange={change}
            onSubmit={submit}
            onPictures={uploads.addPictures}
            below={
              <div className={classes.below}>
                <Signature
                  text={letter.signature}
                  isOn={draft.isSigned}
                  onChange={(isSigned) => change({ isSigned })}
                />
              </div>
            }
            foot={(toolbar) => (
              <WriteFoot toolbar={toolbar} attach={uploads.choose}>
                <Attachments files={draft.files} uploads={uploads} onChange={(files) => change({ files })} />
              </WriteFoot>
            )}
          />
        </div>
        <div className={classes.doings}>
          <Button variant="default" onClick={letter.discard}>
            {t("letters.first.discard")}
          </Button>
          <Button type="submit" disabled={!canSend || channelId === undefined}>
            {t("letters.first.send")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
