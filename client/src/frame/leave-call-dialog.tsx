import { t } from "../lib/i18n.ts";
import { AskDialog } from "../ui/ask-dialog.tsx";

interface LeaveCallDialogProps {
  isPending: boolean;
  leave(): void;
  close(): void;
}

/** Asked of whoever signs out within a call. */
export default function LeaveCallDialog({ isPending, leave, close }: LeaveCallDialogProps) {
  return (
    <AskDialog
      isOpen
      close={close}
      label={t("frame.signOut")}
      title={t("frame.leaveCall.title")}
      text={t("frame.leaveCall.text")}
      isPending={isPending}
      error={null}
      onConfirm={leave}
    />
  );
}
