import { Button } from "@mantine/core";
import { IconPhotoOff } from "@tabler/icons-react";
import { t } from "../../../lib/i18n.ts";
import classes from "./letter.module.css";
import type { Pictures } from "./use-pictures.ts";

/** Where a letter's pictures were left out: the way to them. */
export function PicturesBar({ pictures }: { pictures: Pictures }) {
  if (pictures.found !== "blocked") return null;
  return (
    <div className={classes.pictures}>
      <IconPhotoOff size={16} stroke={1.6} aria-hidden />
      <span>{t("letters.pictures.blocked")}</span>
      <span className={classes.pictureDoings}>
        <Button size="compact-xs" variant="subtle" onClick={pictures.show}>
          {t("letters.pictures.show")}
        </Button>
        {pictures.sender && (
          <Button size="compact-xs" variant="subtle" onClick={pictures.always}>
            <span className="cut">{t("letters.pictures.always", { address: pictures.sender })}</span>
          </Button>
        )}
      </span>
    </div>
  );
}
