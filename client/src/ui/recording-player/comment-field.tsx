import { Button, Group, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { call, queryKey } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { runningSpan } from "../../lib/time.ts";
import { FormError } from "../form-error.tsx";

interface CommentFieldProps {
  recordingId: string;
  atMs: number;
  close(): void;
}

export function CommentField({ recordingId: id, atMs, close }: CommentFieldProps) {
  const [text, setText] = useState("");
  const client = useQueryClient();
  const adding = useMutation({
    mutationFn: () => call("POST /recordings/:id/comments", { params: { id }, body: { atMs, text } }),
    onSuccess() {
      void client.invalidateQueries({
        queryKey: queryKey("GET /recordings/:id/comments", { params: { id } }),
      });
      close();
    },
  });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && text === "") close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && text.trim()) adding.mutate();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        adding.mutate();
      }}
    >
      <Textarea
        label={t("recordings.comment.field", { at: runningSpan(atMs) })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        maxLength={2_000}
        autosize
        minRows={2}
        autoFocus
      />
      <FormError error={adding.error} />
      <Group justify="flex-end" gap={8} mt={8}>
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" disabled={!text.trim()} loading={adding.isPending}>
          {t("recordings.comment.save")}
        </Button>
      </Group>
    </form>
  );
}
