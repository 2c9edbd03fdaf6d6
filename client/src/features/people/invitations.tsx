import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, request } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast, sayToast } from "../../lib/toast.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Cut } from "../../ui/cut.tsx";
import rows from "../../ui/rows.module.css";
import { Time } from "../../ui/time.tsx";

/** Invitations that nobody used yet. */
export function Invitations() {
  const client = useQueryClient();
  const { data = [] } = useQuery(request("GET /invitations"));
  const withdraw = useMutation({
    mutationFn: ({ id }: { id: string; email: string }) =>
      call("DELETE /invitations/:id", { params: { id } }),
    onSuccess: (_done, { email }) => sayToast(t("people.withdrawn", { email })),
    onError: (error) => errorToast(error),
    onSettled: () => client.invalidateQueries({ queryKey: ["GET /invitations"] }),
  });
  if (data.length === 0) return null;
  return (
    <section>
      <h2 className={rows.heading}>{t("people.invited")}</h2>
      <ul className={rows.rows}>
        {data.map((link) => (
          <li className={rows.row} key={link.id}>
            <Avatar name={link.email} />
            <div className={rows.words}>
              <Cut className={rows.name}>{link.email}</Cut>
              <span className={rows.about}>
                {link.role && t(`common.role.${link.role}`)} · {t("people.expires")}{" "}
                <Time at={link.expiresAt} />
              </span>
            </div>
            <Button
              variant="default"
              flex="none"
              loading={withdraw.isPending && withdraw.variables.id === link.id}
              onClick={() => withdraw.mutate(link)}
            >
              {t("people.withdraw")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
