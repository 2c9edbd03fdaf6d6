import type { ErrorComponentProps } from "@tanstack/react-router";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { t } from "../lib/i18n.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorPanel } from "../ui/error-panel.tsx";

export function NotFound() {
  const navigate = useNavigate();
  return (
    <EmptyState
      title={t("errors.notFoundTitle")}
      text={t("errors.notFound")}
      action={{ label: t("errors.goToInbox"), onClick: () => void navigate({ to: "/inbox" }) }}
    />
  );
}

export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    // After an update at the hub the old page's chunks are gone; only a load brings the new ones.
    if (isMissingChunk(error)) return window.location.reload();
    reset();
    void router.invalidate();
  };
  return (
    <ErrorPanel
      error={error}
      title={isMissingChunk(error) ? t("errors.newVersion") : undefined}
      retry={retry}
    />
  );
}

/** Browsers word it differently; all name a module that could not be fetched. */
const isMissingChunk = (error: unknown) => error instanceof TypeError && /module|import/i.test(error.message);

/** As the page stands before its scripts are there. */
export const Booting = () => (
  <div className="booting" role="status" aria-label={t("common.loading")}>
    <img src="/icon.svg" alt="" width={40} height={40} />
  </div>
);
