import { Button, Group, Modal } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { t } from "../../lib/i18n.ts";

/** Asks before what was changed is left behind. */
export function LeaveGuard({ isOn }: { isOn: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isOn,
    enableBeforeUnload: isOn,
    withResolver: true,
  });
  return (
    <Modal opened={status === "blocked"} onClose={() => reset?.()} title={t("callFlows.leave.title")}>
      <p style={{ marginTop: 0 }}>{t("callFlows.leave.text")}</p>
      <Group justify="flex-end" mt={16} gap={8}>
        <Button variant="default" onClick={() => reset?.()} data-autofocus>
          {t("callFlows.leave.stay")}
        </Button>
        <Button color="red" onClick={() => proceed?.()}>
          {t("callFlows.leave.go")}
        </Button>
      </Group>
    </Modal>
  );
}
