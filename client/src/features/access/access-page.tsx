import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { request } from "../../lib/api.ts";
import { isCode } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { Outside } from "../../ui/outside.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { AccessForm } from "./access-form.tsx";

/** Where a one-time link leads: an invitation, or a new password. */
export function AccessPage() {
  const { token = "" } = useParams({ strict: false });
  const link = useQuery({ ...request("GET /access-links/:token", { params: { token } }), retry: false });
  if (link.data) {
    const { kind, email, workspace } = link.data;
    return (
      <Outside title={t(`access.${kind}.title`, { workspace })} text={t(`access.${kind}.text`)}>
        <AccessForm token={token} kind={kind} email={email} />
      </Outside>
    );
  }
  if (isCode(link.error, "not_found")) {
    return (
      <Outside title={t("access.used.title")} text={t("access.used.text")}>
        <Button component="a" href="/sign-in" mt={24} fullWidth>
          {t("access.toSignIn")}
        </Button>
      </Outside>
    );
  }
  return (
    <Outside title={t("access.title")}>
      {link.error ? (
        <ErrorPanel error={link.error} retry={() => void link.refetch()} />
      ) : (
        <SkeletonRows count={4} height={56} />
      )}
    </Outside>
  );
}
