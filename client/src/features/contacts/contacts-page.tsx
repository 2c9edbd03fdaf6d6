import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconArrowLeft, IconPlus, IconSearch, IconUsers } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import { t } from "../../lib/i18n.ts";
import { requestPages } from "../../lib/pages.ts";
import { useIsNarrow } from "../../lib/use-screen.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import { Paged } from "../../ui/paged.tsx";
import { Panel } from "../../ui/panel.tsx";
import rows from "../../ui/rows.module.css";
import { useRowKeys } from "../../ui/use-row-keys.ts";
import { ContactRow } from "./contact-row.tsx";
import classes from "./contacts.module.css";
import { NewContact } from "./new-contact.tsx";

/** The list, and beside it one client card, which its caller draws. */
export function ContactsPage({ card }: { card(contactId: string): ReactNode }) {
  const { id } = useParams({ strict: false });
  const isNarrow = useIsNarrow();
  return (
    <div className={classes.page}>
      {!(isNarrow && id) && <ContactList chosen={id} />}
      {id && (
        <aside className={classes.card}>
          {isNarrow && (
            <ActionIcon
              aria-label={t("common.back")}
              m={8}
              renderRoot={(props) => <Link {...props} to="/contacts" />}
            >
              <IconArrowLeft size={18} />
            </ActionIcon>
          )}
          <Panel>{card(id)}</Panel>
        </aside>
      )}
    </div>
  );
}

function ContactList({ chosen }: { chosen: string | undefined }) {
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed.trim(), 200);
  const [isAdding, setIsAdding] = useState(false);
  const list = useInfiniteQuery({
    ...requestPages("GET /contacts", { query: q ? { q } : {} }),
    placeholderData: (before) => before,
  });
  const inside = useRef<HTMLUListElement>(null);
  useRowKeys(inside, t("contacts.title"));
  const contacts = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={classes.list}>
      <Page
        header={
          <PageHeader
            title={t("contacts.title")}
            actions={
              <Button leftSection={<IconPlus size={16} />} onClick={() => setIsAdding(true)}>
                {t("contacts.new")}
              </Button>
            }
          >
            <TextInput
              className={classes.search}
              leftSection={<IconSearch size={16} />}
              placeholder={t("contacts.search")}
              aria-label={t("contacts.search")}
              value={typed}
              maxLength={200}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </PageHeader>
        }
      >
        <Paged
          list={list}
          count={contacts.length}
          rowHeight={56}
          empty={
            <EmptyState
              icon={<IconUsers size={28} stroke={1.5} />}
              title={q ? t("contacts.noMatch", { q }) : t("contacts.empty.title")}
              text={q ? t("contacts.noMatchText") : t("contacts.empty.text")}
              action={{ label: t("contacts.new"), onClick: () => setIsAdding(true) }}
            />
          }
        >
          <ul className={rows.rows} ref={inside}>
            {contacts.map((contact) => (
              <ContactRow contact={contact} isChosen={contact.id === chosen} key={contact.id} />
            ))}
          </ul>
        </Paged>
      </Page>
      <NewContact isOpen={isAdding} onClose={() => setIsAdding(false)} />
    </div>
  );
}
