import { Input } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { request } from "../../../lib/api.ts";
import { t } from "../../../lib/i18n.ts";
import { OfficeHoursField } from "../../../ui/office-hours-field.tsx";
import type { FieldsProps, NodeOf } from "./step-fields.tsx";

export function HoursFields({ node, errors, onChange }: FieldsProps<NodeOf<"hours">>) {
  const workspace = useQuery(request("GET /workspace")).data;
  const isAlways = workspace && !workspace.officeHours;
  return (
    <>
      <OfficeHoursField
        label={t("callFlows.hours.whose")}
        absent={t(isAlways ? "callFlows.hours.workspaceNone" : "callFlows.hours.workspace")}
        value={node.hours}
        onChange={(hours) => onChange({ ...node, hours })}
      />
      {errors.hours && <Input.Error>{errors.hours}</Input.Error>}
    </>
  );
}
