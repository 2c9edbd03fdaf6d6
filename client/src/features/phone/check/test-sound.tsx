import { Button } from "@mantine/core";
import { IconVolume } from "@tabler/icons-react";
import { useState } from "react";
import { t } from "../../../lib/i18n.ts";
import { playNotes } from "../../../lib/play-notes.ts";
import { unlockSound } from "../line/sound.ts";
import classes from "./check.module.css";

const scale = [523, 659, 784].map((hertz, index) => ({ hertz, afterSeconds: index * 0.2 }));

/** The press is also the gesture that lets this page be heard. */
export function TestSound() {
  const [isPlayed, setIsPlayed] = useState(false);
  const play = () => {
    unlockSound();
    playNotes(scale);
    setIsPlayed(true);
  };
  return (
    <>
      <Button variant="default" leftSection={<IconVolume size={16} />} onClick={play} w="fit-content">
        {t("phone.checking.play")}
      </Button>
      <p className={classes.help} role="status">
        {t(isPlayed ? "phone.checking.played" : "phone.checking.playFirst")}
      </p>
    </>
  );
}
