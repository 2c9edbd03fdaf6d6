import { Anchor } from "@mantine/core";
import { IconDownload, IconFile } from "@tabler/icons-react";
import type { FileInfo } from "../../../../../server/contract/conversations.ts";
import { formatBytes } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { Cut } from "../../../ui/cut.tsx";
import classes from "./files.module.css";

/** Safe pictures in place, everything else to download. */
export const Files = ({ files }: { files: FileInfo[] }) => (
  <div className={classes.files}>
    {files.map((file) =>
      file.isPicture ? (
        <Picture key={file.id} file={file} />
      ) : (
        <div key={file.id} className={classes.withPage}>
          <Download file={file} />
          {file.pageUrl && <Read name={file.name} url={file.pageUrl} />}
        </div>
      ),
    )}
  </div>
);

const Picture = ({ file }: { file: FileInfo }) => (
  <a className={classes.picture} href={file.url} target="_blank" rel="noopener" title={file.name}>
    <img src={file.url} alt={file.name} loading="lazy" />
  </a>
);

const Download = ({ file }: { file: FileInfo }) => (
  <a
    className={classes.file}
    href={file.url}
    download={file.name}
    aria-label={t("inbox.message.download", { name: file.name })}
  >
    <IconFile size={20} stroke={1.5} aria-hidden />
    <span className={classes.words}>
      <Cut>{file.name}</Cut>
      <span className="faint small">{formatBytes(file.size)}</span>
    </span>
    <IconDownload size={16} aria-hidden />
  </a>
);

const Read = ({ name, url }: { name: string; url: string }) => (
  <Anchor
    size="sm"
    href={url}
    target="_blank"
    rel="noopener"
    aria-label={t("inbox.message.readFile", { name })}
  >
    {t("inbox.message.read")}
  </Anchor>
);
