import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Person } from "../../../../server/contract/people.ts";
import { call } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { useMe } from "../../lib/session.ts";
import { errorToast, sayToast, undoToast } from "../../lib/toast.ts";
import { LinkDialog } from "./link-dialog.tsx";
import { WorkDialog } from "./work-dialog.tsx";

/** What an admin can do about somebody. */
export function PersonMenu({ person }: { person: Person }) {
  const me = useMe();
  const client = useQueryClient();
  const [url, setUrl] = useState<string>();
  const [isAtWork, setIsAtWork] = useState(false);
  const params = { params: { id: person.id } };
  const run = async (work: () => Promise<unknown>, done: () => void) => {
    try {
      await work();
      done();
    } catch (error) {
      errorToast(error);
    }
    await client.invalidateQueries({ queryKey: ["GET /people"] });
  };
  const restore = () =>
    run(
      () => call("POST /people/:id/restoration", params),
      () => sayToast(t("people.restored", { name: person.name })),
    );
  const remove = () =>
    run(
      () => call("DELETE /people/:id", params),
      () => undoToast(t("people.removedOne", { name: person.name }), () => void restore()),
    );
  const signOut = () =>
    run(
      () => call("DELETE /people/:id/sessions", params),
      () => sayToast(t("people.signedOut", { name: person.name })),
    );
  const makeLink = () =>
    run(
      async () => setUrl((await call("POST /people/:id/password-links", params)).url),
      () => {},
    );
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t("people.actions", { name: person.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {person.removedAt ? (
            <Menu.Item onClick={() => void restore()}>{t("people.restore")}</Menu.Item>
          ) : (
            <>
              <Menu.Item onClick={() => setIsAtWork(true)}>{t("people.work.open")}</Menu.Item>
              <Menu.Item onClick={() => void makeLink()}>{t("people.passwordLink")}</Menu.Item>
              <Menu.Item onClick={() => void signOut()}>{t("people.signOut")}</Menu.Item>
              {person.id !== me.id && (
                <Menu.Item color="red" onClick={() => void remove()}>
                  {t("people.remove")}
                </Menu.Item>
              )}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <WorkDialog person={person} isOpen={isAtWork} onClose={() => setIsAtWork(false)} />
      <LinkDialog
        title={t("people.link.password", { name: person.name })}
        url={url}
        onClose={() => setUrl(undefined)}
      />
    </>
  );
}
