import type { HeardParts } from "../../../../../connectors/contract.ts";
import type { Call } from "../../../../../server/contract/calls.ts";
import { type CallRecorder, createCallRecorder } from "../../../lib/recorder/create-call-recorder.ts";
import { isRecorded } from "../call/is-recorded.ts";
import { phone } from "../line/phone-state.ts";

/** Records what this person and the caller say, for as long as the hub's row of the call asks for it. */
export function recordCall(callId: string, microphone: MediaStream) {
  let local = microphone;
  let parts: HeardParts | undefined;
  let recorder: CallRecorder | undefined;
  let wanted: { call: Call; isMuted: boolean } | undefined;

  function settle() {
    const remote = parts?.caller;
    if (!wanted || !remote) return;
    const { call, isMuted } = wanted;
    if (!isRecorded(call)) {
      recorder?.pause();
      return setUnrecorded(callId, false);
    }
    try {
      if (recorder) recorder.resume();
      else
        recorder = createCallRecorder({
          callId,
          local,
          remote,
          onRefused: () => setUnrecorded(callId, true),
        });
      setUnrecorded(callId, false);
    } catch {
      // A browser that cannot record can still talk; the bar says that nothing is recorded.
      return setUnrecorded(callId, true);
    }
    recorder.setColleagues(parts?.colleagues ?? []);
    recorder.mute(isMuted);
    recorder.hold(call.isHeld);
  }

  return {
    follow(call: Call, isMuted: boolean) {
      wanted = { call, isMuted };
      settle();
    },
    setParts(next: HeardParts) {
      parts = next;
      if (next.caller) recorder?.setRemotes([next.caller]);
      settle();
    },
    setLocal(stream: MediaStream) {
      local = stream;
      recorder?.setLocal(stream);
    },
    close() {
      void recorder?.stop();
      setUnrecorded(callId, false);
    },
  };
}

function setUnrecorded(callId: string, is: boolean) {
  phone.set((state) => {
    if (state.unrecorded.includes(callId) === is) return state;
    const others = state.unrecorded.filter((id) => id !== callId);
    return { ...state, unrecorded: is ? [...others, callId] : others };
  });
}
