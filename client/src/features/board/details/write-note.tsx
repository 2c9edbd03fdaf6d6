import { Button, Textarea } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Person } from "../../../../../server/contract/people.ts";
import { call, request } from "../../../lib/api.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { t } from "../../../lib/i18n.ts";
import { randomId } from "../../../lib/random-id.ts";
import { errorToast, sayToast } from "../../../lib/toast.ts";
import classes from "./write-note.module.css";

/** Writes to a person where they look: a note with their name, in what they have in hand. */
export function WriteNote({ person, conversationId }: { person: Person; conversationId: string }) {
  const params = { id: conversationId };
  const conversation = useQuery(request("GET /conversations/:id", { params })).data;
  const [text, setText] = useState("");
  // The same key for each try, so that a note whose answer got lost is not posted twice.
  const clientKey = useRef(randomId());
  const contact = conversation ? contactName(conversation.contact) : "";
  const post = useMutation({
    mutationFn: () =>
      call("POST /conversations/:id/interactions", {
        params,
        body: {
          kind: "note",
          text: `@${person.name} ${text.trim()}`,
          clientKey: clientKey.current,
          mentions: [person.id],
        },
      }),
    onSuccess() {
      clientKey.current = randomId();
      setText("");
      sayToast(t("board.doing.noted", { contact }));
    },
    onError: (error) => errorToast(error),
  });
  if (!conversation) return null;
  return (
    <form
      className={classes.note}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "" && !post.isPending) post.mutate();
      }}
    >
      <Textarea
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4000}
        label={t("board.doing.noteLabel", { name: person.name })}
        description={t("board.doing.noteText", { contact, name: person.name })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        leftSection={<IconSend size={16} />}
        disabled={text.trim() === ""}
      >
        {t("board.doing.notePost")}
      </Button>
    </form>
  );
}
