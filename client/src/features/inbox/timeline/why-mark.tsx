import { ActionIcon, Popover } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Why } from "../../../../../server/contract/conversations.ts";
import { request } from "../../../lib/api.ts";
import { usePeople } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { ErrorPanel } from "../../../ui/error-panel.tsx";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import { Time } from "../../../ui/time.tsx";
import { signalWords } from "./signal-words.ts";
import classes from "./why-mark.module.css";

/** 'Why here?': the signals that put a message into this conversation, to this contact and before these people. */
export function WhyMark({ interactionId }: { interactionId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} width={300} trapFocus withRoles>
      <Popover.Target>
        <ActionIcon
          size={28}
          aria-label={t("inbox.why.title")}
          title={t("inbox.why.title")}
          onClick={() => setIsOpen((open) => !open)}
        >
          <IconInfoCircle size={16} stroke={1.6} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("inbox.why.title")}>
        <WhyPanel interactionId={interactionId} />
      </Popover.Dropdown>
    </Popover>
  );
}

function WhyPanel({ interactionId }: { interactionId: string }) {
  const { data, error, refetch } = useQuery(
    request("GET /interactions/:id/why", { params: { id: interactionId } }),
  );
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  return (
    <>
      <h3 className={classes.title}>{t("inbox.why.title")}</h3>
      {data ? <Signals why={data} /> : <SkeletonRows count={3} height={36} />}
    </>
  );
}

function Signals({ why }: { why: Why }) {
  const people = usePeople();
  return (
    <dl className={classes.list}>
      {(["thread", "contact", "routing"] as const).map(
        (part) =>
          why[part].length > 0 && (
            <div key={part}>
              <dt>{t(`inbox.why.${part}`)}</dt>
              {why[part].map((signal) => (
                <dd key={signal.signal + (signal.detail ?? "")}>{signalWords(signal)}</dd>
              ))}
            </div>
          ),
      )}
      {why.moved?.map(({ by, at }) => (
        <div key={at}>
          <dt>{t("inbox.why.moved")}</dt>
          <dd>
            {by ? (people.get(by)?.name ?? t("common.removedPerson")) : t("common.app")}, <Time at={at} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
