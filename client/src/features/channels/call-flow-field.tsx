import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { request } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";

interface CallFlowFieldProps {
  value: string | null;
  error: string | undefined;
  onChange(callFlowId: string | null): void;
}

/** What callers of a channel hear. */
export function CallFlowField({ value, error, onChange }: CallFlowFieldProps) {
  const flows = useQuery(request("GET /call-flows")).data ?? [];
  return (
    <Select
      label={t("channels.callFlow")}
      description={
        <>
          {t("channels.callFlowHelp")} <Link to="/call-flows">{t("callFlows.all")}</Link>
        </>
      }
      placeholder={t("channels.callFlowNone")}
      data={flows.map(({ id, name }) => ({ value: id, label: name }))}
      clearable
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}
