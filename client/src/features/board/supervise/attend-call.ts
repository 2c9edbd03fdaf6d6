import type { SupervisionMode } from "../../../../../server/contract/supervision.ts";
import { call } from "../../../lib/api.ts";
import { t } from "../../../lib/i18n.ts";
import { refreshMyPhone } from "../../../lib/phone.ts";
import { errorToast, sayToast } from "../../../lib/toast.ts";

/** Into the call of a conversation with one's own phone; its bar shows what comes of it. */
export async function attendCall(conversationId: string, mode: SupervisionMode): Promise<void> {
  try {
    const { items } = await call("GET /calls", { query: { conversationId, show: "goingOn" } });
    const [found] = items;
    if (!found) return void sayToast(t("board.doing.callOver"));
    await call("PUT /calls/:id/supervision", { params: { id: found.id }, body: { mode } });
    await refreshMyPhone();
  } catch (error) {
    errorToast(error);
  }
}
