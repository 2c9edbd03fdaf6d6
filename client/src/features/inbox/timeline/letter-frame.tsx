import { Button, useComputedColorScheme } from "@mantine/core";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { urlOf } from "../../../lib/api.ts";
import { t } from "../../../lib/i18n.ts";
import { useHoldPlace } from "./hold-place.ts";
import classes from "./letter.module.css";
import type { FoundPictures } from "./use-pictures.ts";
import { watchFrame } from "./watch-frame.ts";

interface LetterFrameProps {
  interactionId: string;
  title: string;
  /** Whether those from elsewhere are fetched; absent as the hub knows it of the sender. */
  pictures: boolean | undefined;
  /** Stands in its place until it is there. */
  meanwhile: ReactNode;
  onPictures(found: FoundPictures): void;
  onFail(): void;
}

/** So that a letter that is scrolled back to is at once as high as it was. */
const heights = new Map<string, number>();
/** What else a card has beside it, so that the whole fits the timeline. */
const besides = 240;
const least = 200;

/** A letter's own page, as high as what is in it. Nothing in it runs. */
export function LetterFrame(props: LetterFrameProps) {
  const { interactionId, pictures, meanwhile } = props;
  const scheme = useComputedColorScheme();
  const [height, setHeight] = useState(heights.get(interactionId));
  const [isLoaded, setIsLoaded] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const limit = useLimit(place);
  const hold = useHoldPlace();
  const isCut = !isWhole && height !== undefined && height > limit;

  const showAll = () => {
    hold();
    setIsWhole(true);
  };
  const url = urlOf("GET /interactions/:id/html", {
    params: { id: interactionId },
    query: { scheme, pictures: pictures === undefined ? undefined : pictures ? "true" : "false" },
  });
  const [firstUrl] = useState(url);
  useFollow(frame, url);

  const load = () => {
    const watched = frame.current && watchFrame(frame.current, { measured, touched: showAll });
    if (!watched) return latest.current.onFail();
    latest.current.onPictures(watched.pictures);
    setIsLoaded(true);
  };
  const measured = (next: number) => {
    heights.set(interactionId, next);
    setHeight(next);
  };
  return (
    <>
      <div
        ref={place}
        className={classes.framePlace}
        data-cut={isCut || undefined}
        style={{ height: height === undefined ? undefined : isCut ? limit : height }}
      >
        {!isLoaded && meanwhile}
        <iframe
          ref={frame}
          className={classes.frame}
          data-waiting={!isLoaded || undefined}
          title={props.title}
          src={firstUrl}
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          style={{ height: height ?? least }}
          onLoad={load}
        />
      </div>
      {isCut && (
        <Button className={classes.whole} size="compact-sm" variant="subtle" onClick={showAll}>
          {t("letters.showAll")}
        </Button>
      )}
    </>
  );
}

/** Another page takes the place of the first: a new `src` would make a step that 'back' goes. */
function useFollow(frame: RefObject<HTMLIFrameElement | null>, url: string) {
  const shown = useRef(url);
  useEffect(() => {
    if (shown.current === url) return;
    shown.current = url;
    frame.current?.contentWindow?.location.replace(url);
  }, [frame, url]);
}

/** How high it is before the rest has to be asked for. */
function useLimit(place: RefObject<HTMLElement | null>): number {
  const [limit, setLimit] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    const timeline = place.current?.closest<HTMLElement>('[role="log"]');
    setLimit(Math.max(least, (timeline?.clientHeight ?? window.innerHeight) - besides));
  }, [place]);
  return limit;
}
