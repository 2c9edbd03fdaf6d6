import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { FileInfo } from "../../../../server/contract/conversations.ts";
import { t } from "../../lib/i18n.ts";
import { Cut } from "../cut.tsx";
import classes from "./attachments.module.css";
import type { Upload, Uploads } from "./use-uploads.ts";

interface AttachmentsProps {
  files: FileInfo[];
  uploads: Uploads;
  onChange(files: FileInfo[]): void;
}

/** Files that go with the answer, and those on their way up. */
export function Attachments({ files, uploads, onChange }: AttachmentsProps) {
  if (files.length + uploads.uploads.length === 0) return null;
  const remove = (id: string) => onChange(files.filter((file) => file.id !== id));
  return (
    <ul className={classes.files} aria-label={t("files.list")}>
      {files.map((file) => (
        <li key={file.id} className={classes.chip}>
          <Cut>{file.name}</Cut>
          <Remove name={file.name} onClick={() => remove(file.id)} />
        </li>
      ))}
      {uploads.uploads.map((upload) => (
        <Uploading key={upload.id} upload={upload} />
      ))}
    </ul>
  );
}

function Uploading({ upload }: { upload: Upload }) {
  const { file, share, problem, stop, retry } = upload;
  return (
    <li className={classes.chip} data-failed={problem ? true : undefined}>
      <Cut>{problem ? `${file.name}: ${problem}` : file.name}</Cut>
      {problem && (
        <Button size="compact-xs" variant="subtle" onClick={retry}>
          {t("common.retry")}
        </Button>
      )}
      <Remove name={file.name} onClick={stop} />
      {!problem && (
        <span
          className={classes.progress}
          style={{ width: `${Math.round(share * 100)}%` }}
          role="progressbar"
          aria-label={file.name}
          aria-valuenow={Math.round(share * 100)}
        />
      )}
    </li>
  );
}

const Remove = ({ name, onClick }: { name: string; onClick(): void }) => (
  <ActionIcon size={24} aria-label={t("files.remove", { name })} onClick={onClick}>
    <IconX size={14} />
  </ActionIcon>
);
