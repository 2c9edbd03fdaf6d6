import { Modal } from "@mantine/core";
import { t } from "../lib/i18n.ts";
import { type Shortcut, shortcuts } from "../lib/shortcuts.ts";
import { useStore } from "../lib/store.ts";
import { Keys } from "../ui/keys.tsx";
import classes from "./key-help.module.css";

/** Every key that does something now. */
export default function KeyHelp({ close }: { close(): void }) {
  const all = useStore(shortcuts);
  const groups = Map.groupBy(unique(all), (shortcut) => shortcut.group);
  return (
    <Modal opened onClose={close} title={t("frame.keysTitle")} size="lg">
      <div className={classes.groups}>
        {[...groups].map(([group, list]) => (
          <section key={group}>
            <h3 className={classes.heading}>{group}</h3>
            <dl className={classes.list}>
              {list.map(({ keys, label }) => (
                <div key={keys} className={classes.row}>
                  <dt>{label}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

const unique = (all: Shortcut[]) => [...new Map(all.map((shortcut) => [shortcut.keys, shortcut])).values()];
