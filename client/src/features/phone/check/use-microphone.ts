import { useCallback, useEffect, useRef, useState } from "react";
import { isRefusal, openMicrophone, stopOf } from "../carry/keep-microphone.ts";
import { tellPhone } from "../line/join-phone.ts";

/** The chosen microphone for as long as the component is there; `look` asks again, for the tab that holds the phone as well. */
export function useMicrophone() {
  const [stream, setStream] = useState<MediaStream>();
  const [problem, setProblem] = useState<"refused" | "noMicrophone">();
  const asked = useRef(0);

  const open = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const found = await openMicrophone().catch((error: unknown) => error);
    if (mine !== asked.current) return stopOf(found);
    const isThere = found instanceof MediaStream;
    setStream((before) => {
      stopOf(before);
      return isThere ? found : undefined;
    });
    setProblem(isThere ? undefined : isRefusal(found) ? "refused" : "noMicrophone");
  }, []);
  const look = useCallback(() => {
    tellPhone({ type: "devices" });
    void open();
  }, [open]);

  useEffect(() => {
    void open();
    return () => {
      asked.current += 1;
    };
  }, [open]);
  useEffect(() => () => stopOf(stream), [stream]);
  return { stream, problem, look };
}
