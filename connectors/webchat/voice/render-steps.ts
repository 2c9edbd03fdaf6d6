import type { CallPrompt, CallStep, ConnectorContext } from "../../contract.ts";
import type { WirePrompt, WireStep } from "../wire.ts";

type Sounds = Pick<ConnectorContext<unknown>, "soundUrl">;

/** What the hub wants a caller to hear and do, for the widget. */
export const renderSteps = (steps: CallStep[], sounds: Sounds): Promise<WireStep[]> =>
  Promise.all(steps.map((step) => renderStep(step, sounds)));

async function renderStep(step: CallStep, sounds: Sounds): Promise<WireStep> {
  switch (step.type) {
    case "say":
    case "play":
      return renderPrompt(step, sounds);
    case "gather":
      return { ...step, prompts: await renderPrompts(step.prompts, sounds) };
    case "wait": {
      const [prompts, music] = await Promise.all([
        renderPrompts(step.prompts, sounds),
        renderMusic(step.music, sounds),
      ]);
      return { ...step, prompts, music };
    }
    case "record":
    case "hangUp":
      return step;
    case "connect":
      // A number cannot be reached from a browser.
      return step.to.kind === "person" ? { type: "connect" } : { type: "unreachable", turn: step.turn };
  }
}

const renderPrompts = (prompts: CallPrompt[], sounds: Sounds) =>
  Promise.all(prompts.map((prompt) => renderPrompt(prompt, sounds)));

async function renderPrompt(prompt: CallPrompt, { soundUrl }: Sounds): Promise<WirePrompt> {
  if (prompt.type === "play") return { type: "play", url: await soundUrl(prompt.fileId) };
  const { text, language } = prompt;
  return { type: "say", text, language };
}

export const renderMusic = async (music: string | null, { soundUrl }: Sounds): Promise<string | null> =>
  music === null ? null : soundUrl(music);
