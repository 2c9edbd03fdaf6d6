import { ActionIcon, Tooltip } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { Contact, Identity } from "../../../../server/contract/contacts.ts";
import { t } from "../../lib/i18n.ts";
import { Reach } from "./reach.tsx";
import { useWritingChannels } from "./use-writing-channels.ts";

const WriteDialog = lazy(() => import("./write-dialog.tsx"));

/** By a channel of ours where there is one, else by the mail program of whoever sits here. */
export function Write({ contact, identity: { kind, address } }: { contact: Contact; identity: Identity }) {
  const channels = useWritingChannels(kind);
  const [isWriting, setIsWriting] = useState(false);
  const isThere = useRef(false);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  const label = t("card.identities.write", { address });
  if (channels.length === 0) {
    return kind === "email" && <Reach href={`mailto:${address}`} label={label} icon={IconMail} />;
  }
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon size={28} aria-label={label} onClick={() => setIsWriting(true)}>
          <IconMail size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Suspense>
        {isWriting && (
          <WriteDialog
            contact={contact}
            kind={kind}
            address={address}
            close={() => setIsWriting(false)}
            reopen={() => {
              setIsWriting(true);
              return isThere.current;
            }}
          />
        )}
      </Suspense>
    </>
  );
}
