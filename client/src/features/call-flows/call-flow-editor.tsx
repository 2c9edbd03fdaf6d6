import { ActionIcon, Button, SegmentedControl, TextInput, Tooltip } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { CallFlow } from "../../../../server/contract/call-flows.ts";
import { t } from "../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { useIsMedium, useIsNarrow } from "../../lib/use-screen.ts";
import { Page, PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useFocusError } from "../../ui/use-focus-error.ts";
import { ArchiveCallFlow } from "./archive-call-flow.tsx";
import { BackToFlows } from "./back-to-flows.tsx";
import classes from "./call-flows.module.css";
import { FlowProvider } from "./flow-context.ts";
import { LeaveGuard } from "./leave-guard.tsx";
import { FlowOutline } from "./outline/outline.tsx";
import { SaveProblem } from "./save-problem.tsx";
import { hush, readAloud } from "./trial/read-aloud.ts";
import { Trial } from "./trial/trial.tsx";
import { useTrial } from "./trial/use-trial.ts";
import { type Draft, useDraft } from "./use-draft.ts";

type Part = "flow" | "trial";
const formId = "call-flow";

/** A flow as an outline that is edited in place; beside it, what a caller makes of it. */
export function CallFlowEditor({ saved }: { saved: CallFlow }) {
  const isReadOnly = !isAtLeast(useMe(), "admin");
  const draft = useDraft(saved);
  const [isAloud, setIsAloud] = useState(false);
  const trial = useTrial(draft, (prompts) => {
    if (isAloud) void readAloud(prompts, draft.sounds);
  });
  useEffect(() => hush, []);
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string, isOpen: boolean) =>
    setOpenIds((all) => new Set(isOpen ? [...all, id] : [...all].filter((one) => one !== id)));
  const isStacked = useIsMedium();
  const [part, setPart] = useState<Part>("flow");
  const state = trial.run?.state;
  const currentId = state && "nodeId" in state ? state.nodeId : undefined;
  return (
    <FlowProvider value={{ draft, isReadOnly, currentId, openIds, toggle }}>
      <Page
        header={
          <PageHeader
            title={saved.name}
            before={<BackToFlows />}
            actions={!isReadOnly && <SaveButtons draft={draft} />}
          >
            {isStacked && (
              <SegmentedControl
                value={part}
                onChange={(value) => setPart(value as Part)}
                data={[
                  { value: "flow", label: t("callFlows.part.flow") },
                  { value: "trial", label: t("callFlows.part.trial") },
                ]}
                aria-label={t("callFlows.part.label")}
              />
            )}
          </PageHeader>
        }
      >
        <div className={classes.columns} data-stacked={isStacked || undefined}>
          <div className={classes.column} hidden={isStacked && part !== "flow"}>
            <Panel>
              <EditorForm draft={draft} isReadOnly={isReadOnly} />
              {!isReadOnly && <ArchiveCallFlow flow={saved} />}
            </Panel>
          </div>
          <div className={classes.aside} hidden={isStacked && part !== "trial"}>
            <Panel>
              <Trial trial={trial} isAloud={isAloud} onAloud={setIsAloud} />
            </Panel>
          </div>
        </div>
      </Page>
      <LeaveGuard isOn={draft.isChanged && !isReadOnly} />
    </FlowProvider>
  );
}

function SaveButtons({ draft }: { draft: Draft }) {
  const isNarrow = useIsNarrow();
  return (
    <>
      {draft.isChanged && <DiscardButton discard={draft.discard} isSmall={isNarrow} />}
      <Button type="submit" form={formId} disabled={!draft.isChanged} loading={draft.save.isPending}>
        {t("common.save")}
      </Button>
    </>
  );
}

/** On a telephone the words would leave no room for the flow's name. */
const DiscardButton = ({ discard, isSmall }: { discard(): void; isSmall: boolean }) =>
  isSmall ? (
    <Tooltip label={t("callFlows.discard")}>
      <ActionIcon aria-label={t("callFlows.discard")} onClick={discard}>
        <IconArrowBackUp size={18} />
      </ActionIcon>
    </Tooltip>
  ) : (
    <Button variant="default" onClick={discard}>
      {t("callFlows.discard")}
    </Button>
  );

function EditorForm({ draft, isReadOnly }: { draft: Draft; isReadOnly: boolean }) {
  const form = useFocusError(draft.save.error);
  return (
    <form
      id={formId}
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        draft.saveOwn();
      }}
    >
      <SaveProblem draft={draft} />
      <TextInput
        className={classes.name}
        label={t("callFlows.name")}
        maxLength={80}
        required
        withAsterisk={false}
        disabled={isReadOnly}
        value={draft.values.name}
        error={draft.errors.name}
        onChange={(event) => draft.rename(event.currentTarget.value)}
      />
      <FlowOutline />
    </form>
  );
}
