import { Button, SegmentedControl } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../../lib/api.ts";
import { useQueues } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import rows from "../../ui/rows.module.css";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Invitations } from "./invitations.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { PersonRow } from "./person-row.tsx";
import { Teams } from "./teams.tsx";

const parts = ["people", "teams"] as const;
type Part = (typeof parts)[number];

export function PeoplePage() {
  const me = useMe();
  const isAdmin = isAtLeast(me, "admin");
  const [part, setPart] = useState<Part>("people");
  const [isInviting, setIsInviting] = useState(false);
  // Its dialogs show them as soon as they open.
  useQueues();
  const people = useQuery(request("GET /people"));
  const inside = people.data?.filter((person) => !person.removedAt) ?? [];
  const removed = people.data?.filter((person) => person.removedAt) ?? [];
  return (
    <Page
      header={
        <PageHeader
          title={t("people.title")}
          actions={
            isAdmin && (
              <Button leftSection={<IconUserPlus size={16} />} onClick={() => setIsInviting(true)}>
                {t("people.invite")}
              </Button>
            )
          }
        >
          <SegmentedControl
            value={part}
            onChange={(value) => setPart(value as Part)}
            data={parts.map((value) => ({ value, label: t(`people.part.${value}`) }))}
            aria-label={t("people.title")}
          />
        </PageHeader>
      }
    >
      {part === "teams" && <Teams people={inside} isAdmin={isAdmin} />}
      {part === "people" && (
        <>
          {people.isPending && <SkeletonRows height={56} />}
          {people.error && <ErrorPanel error={people.error} retry={() => void people.refetch()} />}
          <ul className={rows.rows}>
            {inside.map((person) => (
              <PersonRow person={person} isAdmin={isAdmin} key={person.id} />
            ))}
          </ul>
          {isAdmin && <Invitations />}
          {isAdmin && removed.length > 0 && (
            <section>
              <h2 className={rows.heading}>{t("people.removed")}</h2>
              <ul className={rows.rows}>
                {removed.map((person) => (
                  <PersonRow person={person} isAdmin key={person.id} />
                ))}
              </ul>
            </section>
          )}
        </>
      )}
      <InviteDialog isOpen={isInviting} onClose={() => setIsInviting(false)} />
    </Page>
  );
}
