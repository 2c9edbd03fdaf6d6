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
    reset();
    void router.invalidate();
  };
  return <ErrorPanel error={error} retry={retry} />;
}

/** As the page stands before its scripts are there. */
export const Booting = () => (
  <div className="booting" role="status" aria-label={t("common.loading")}>
    <img src="/icon.svg" alt="" width={40} height={40} />
  </div>
);
