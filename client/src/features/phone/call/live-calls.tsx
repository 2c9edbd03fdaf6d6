import type { MyCall } from "../../../../../server/contract/calls.ts";
import { useMe } from "../../../lib/session.ts";
import { useStore } from "../../../lib/store.ts";
import { phone } from "../line/phone-state.ts";
import { SupervisionBar } from "../supervise/supervision-bar.tsx";
import { AskedCall } from "./asked-call.tsx";
import classes from "./call.module.css";
import { CallBar } from "./call-bar.tsx";
import { viewOf } from "./call-view.ts";

/** One's calls: mostly one; a second where a colleague brings one into another. */
export default function LiveCalls({ calls }: { calls: MyCall[] }) {
  const me = useMe();
  const legs = useStore(phone, (state) => state.legs);
  return (
    <div className={classes.calls}>
      {calls.map((one) => {
        const view = viewOf(one, legs[one.legId], me.id);
        if (view === "asked") return <AskedCall key={one.legId} one={one} />;
        // What was taken over is one's own.
        if (one.supervision && one.workItem?.ownerId !== me.id)
          return <SupervisionBar key={one.legId} one={one} supervision={one.supervision} view={view} />;
        return <CallBar key={one.legId} one={one} view={view} />;
      })}
    </div>
  );
}
