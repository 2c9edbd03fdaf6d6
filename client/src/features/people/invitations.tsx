import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call, request } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast, sayToast } from "../../lib/toast.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Cut } from "../../ui/cut.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./people.module.css";

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
      <h2 className={classes.heading}>{t("people.invited")}</h2>
      <ul className={classes.list}>
        {data.map((link) => (
          <li className={`${classes.row} ${classes.invited}`} key={link.id}>
            <Avatar name={link.email} />
            <div className={classes.who}>
              <Cut className={classes.name}>{link.email}</Cut>
              <span className={classes.about}>
                {link.role && t(`common.role.${link.role}`)} · {t("people.expires")}{" "}
                <Time at={link.expiresAt} />
              </span>
            </div>
            <Button
              variant="default"
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
