import { ActionIcon, Button, FileButton, Input } from "@mantine/core";
import { IconPlayerPlay, IconUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { errorWords } from "../../../lib/error-words.ts";
import { t } from "../../../lib/i18n.ts";
import { uploadFile } from "../../../lib/upload.ts";
import { Cut } from "../../../ui/cut.tsx";
import { useFlow } from "../flow-context.ts";
import { playSound } from "../trial/play-sound.ts";
import classes from "./fields.module.css";

interface SoundFieldProps {
  label: string;
  /** A file's id; "" is none yet. */
  value: string;
  error?: string;
  onChange(fileId: string): void;
}

/** A sound that is uploaded here, kept once the flow is saved. */
export function SoundField({ label, value, error, onChange }: SoundFieldProps) {
  const { draft, isReadOnly } = useFlow();
  const sound = draft.sounds.find(({ id }) => id === value);
  const upload = useMutation({
    mutationFn: (file: File) => uploadFile(file),
    onSuccess(kept) {
      draft.addSound(kept);
      onChange(kept.id);
    },
  });
  const problem = upload.error ? errorWords(upload.error) : error && soundProblem(error, value);
  return (
    <Input.Wrapper error={problem} description={t("callFlows.sound.help")} labelElement="div">
      <div className={classes.sound} data-error={problem ? true : undefined}>
        {sound && (
          <>
            <ActionIcon
              aria-label={t("callFlows.sound.play", { name: sound.name })}
              onClick={() => void playSound(sound)}
            >
              <IconPlayerPlay size={16} />
            </ActionIcon>
            <Cut>{sound.name}</Cut>
          </>
        )}
        {!isReadOnly && (
          <FileButton
            accept="audio/mpeg,audio/wav,.mp3,.wav"
            onChange={(file) => file && upload.mutate(file)}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                size="xs"
                leftSection={<IconUpload size={14} />}
                loading={upload.isPending}
                aria-label={t(sound ? "callFlows.sound.otherFor" : "callFlows.sound.chooseFor", { label })}
              >
                {t(sound ? "callFlows.sound.other" : "callFlows.sound.choose")}
              </Button>
            )}
          </FileButton>
        )}
      </div>
    </Input.Wrapper>
  );
}

/** Of a field without a sound the hub says only that it is no id. */
const soundProblem = (error: string, value: string) => (value ? error : t("callFlows.sound.missing"));
