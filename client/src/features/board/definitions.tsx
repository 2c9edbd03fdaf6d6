import { Modal } from "@mantine/core";
import { t } from "../../lib/i18n.ts";
import classes from "./definitions.module.css";

const defined = ["serviceLevel", "asa", "aht", "abandonmentRate", "occupancy"] as const;

/** What each figure means, with its formula. */
export default function Definitions({ timeZone, close }: { timeZone: string; close(): void }) {
  return (
    <Modal opened onClose={close} title={t("board.definitions.open")} size="lg">
      <dl className={classes.list}>
        {defined.map((name) => (
          <div key={name}>
            <dt>{t(`board.figure.${name}`)}</dt>
            <dd>
              {t(`board.definitions.${name}`)}
              <span className={classes.formula}>{t(`board.definitions.${name}Formula`)}</span>
            </dd>
          </div>
        ))}
      </dl>
      {timeZone && <p className={classes.zone}>{t("board.definitions.zone", { zone: timeZone })}</p>}
    </Modal>
  );
}
