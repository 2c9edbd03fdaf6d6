import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconAlertTriangle } from "@tabler/icons-react";
import { errorWords, requestIdOf } from "../lib/error-words.ts";
import { t } from "../lib/i18n.ts";
import { isMissingPart } from "../lib/missing-part.ts";
import classes from "./states.module.css";

interface ErrorPanelProps {
  error: unknown;
  title?: string;
  retry?(): void;
}

/** What happened, what is safe, what to do, and the request id that the log knows. */
export function ErrorPanel({ error, title = t("errors.title"), retry }: ErrorPanelProps) {
  const isOld = isMissingPart(error);
  const again = isOld ? () => window.location.reload() : retry;
  return (
    <div className={classes.state} role="alert">
      <span className={classes.icon} aria-hidden>
        <IconAlertTriangle size={24} stroke={1.5} />
      </span>
      <p className={classes.title}>{isOld ? t("errors.newVersion") : title}</p>
      <p className={classes.text}>
        {isOld ? t("errors.newVersionSafe") : `${errorWords(error)} ${t("errors.safe")}`}
      </p>
      {again && (
        <Button variant="default" onClick={again} mt={12}>
          {t(isOld ? "errors.reload" : "common.retry")}
        </Button>
      )}
      <RequestId id={requestIdOf(error)} />
    </div>
  );
}

export function RequestId({ id }: { id: string | undefined }) {
  const clipboard = useClipboard();
  if (!id) return null;
  return (
    <button
      type="button"
      className={classes.request}
      onClick={() => clipboard.copy(id)}
      title={t("errors.copyRequestId")}
    >
      {clipboard.copied ? t("common.copied") : t("errors.requestId", { id })}
    </button>
  );
}
