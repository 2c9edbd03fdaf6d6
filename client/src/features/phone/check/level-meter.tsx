import { useEffect, useRef, useState } from "react";
import { t } from "../../../lib/i18n.ts";
import classes from "./check.module.css";

/** From here on it is a voice and not the room. */
const audible = 8;
const patienceMs = 6000;

/** How loud it is at the microphone, and whether somebody has been heard at all. */
export function LevelMeter({ stream }: { stream: MediaStream }) {
  const bar = useRef<HTMLSpanElement>(null);
  const [state, setState] = useState<"speak" | "heard" | "silent">("speak");
  useEffect(() => {
    setState("speak");
    const timer = setTimeout(() => setState((now) => (now === "speak" ? "silent" : now)), patienceMs);
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, { fftSize: 1024 });
    new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let frame = 0;
    const draw = () => {
      frame = requestAnimationFrame(draw);
      analyser.getFloatTimeDomainData(samples);
      const level = percentOf(samples);
      if (bar.current) bar.current.style.width = `${level}%`;
      if (level > audible) setState("heard");
    };
    draw();
    return () => {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
      void context.close();
    };
  }, [stream]);
  return (
    <>
      <div className={classes.meter} role="img" aria-label={t("phone.checking.level")}>
        <span ref={bar} />
      </div>
      <p className={classes.help} data-state={state} role="status">
        {t(`phone.checking.${state}`)}
      </p>
    </>
  );
}

/** On a scale of decibels, as ears have it: 60 below full is nothing. */
function percentOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(power + 1e-9);
  return Math.min(100, Math.max(0, ((decibels + 60) / 60) * 100));
}
