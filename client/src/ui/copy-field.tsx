import { Button, Group, TextInput } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { t } from "../lib/i18n.ts";

/** Something to take elsewhere; selected at a click, as the clipboard needs HTTPS or localhost. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const clipboard = useClipboard();
  return (
    <Group align="flex-end" gap={8} wrap="nowrap">
      <TextInput
        label={label}
        value={value}
        readOnly
        flex={1}
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus
      />
      <Button variant="default" h={36} flex="none" onClick={() => clipboard.copy(value)}>
        {t(clipboard.copied ? "common.copied" : "common.copy")}
      </Button>
    </Group>
  );
}
