import { Autocomplete, Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { sayToast } from "../../lib/toast.ts";
import { FormError } from "../../ui/form-error.tsx";
import { Word } from "../../ui/status-word.tsx";
import { useFocusError } from "../../ui/use-focus-error.ts";
import classes from "./channels.module.css";

/** Of a range that is given to nobody. */
const usualCaller = "+442079460800";
const scripts = [
  "talk",
  "press 2, wait 20 s, talk, hang up",
  "wait 30 s, hang up",
  "press 1, talk 1 min, hang up",
];

/** At a channel that is only tried out: what that means, and for an admin the calls to try it with. */
export function PretendCalls({ channelId, isAdmin }: { channelId: string; isAdmin: boolean }) {
  const [from, setFrom] = useState(usualCaller);
  const [script, setScript] = useState(scripts[0] ?? "");
  const place = useMutation({
    mutationFn: () =>
      call("POST /channels/:id/pretend-calls", { params: { id: channelId }, body: { from, script } }),
    onSuccess: () => sayToast(t("channels.pretend.placed")),
  });
  const errors = place.error instanceof ApiError ? place.error.fields : {};
  const form = useFocusError(place.error);
  return (
    <section className={classes.part} aria-label={t("channels.pretend.title")}>
      <div className={classes.guideTop}>
        <h2>{t("channels.pretend.title")}</h2>
        <Word meaning="waiting">{t("channels.pretend.mark")}</Word>
      </div>
      <p className={classes.detail}>{t("channels.pretend.text")}</p>
      {isAdmin && (
        <form
          ref={form}
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            place.mutate();
          }}
        >
          <TextInput
            label={t("channels.pretend.from")}
            value={from}
            required
            maxLength={16}
            inputMode="tel"
            error={errors.from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <Autocomplete
            label={t("channels.pretend.script")}
            description={t("channels.pretend.scriptHelp")}
            value={script}
            required
            maxLength={1000}
            data={scripts}
            filter={({ options }) => options}
            openOnFocus={false}
            error={errors.script}
            onChange={setScript}
          />
          {Object.keys(errors).length === 0 && <FormError error={place.error} />}
          <Button type="submit" className={classes.save} loading={place.isPending}>
            {t("channels.pretend.place")}
          </Button>
        </form>
      )}
    </section>
  );
}
