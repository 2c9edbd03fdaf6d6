/** By which somebody has read a text whom no voice reads it to. */
const readingMsPerLetter = 60;
const shortestReadingMs = 1_500;
/** However slow a voice is; some stop within a long text and do not say so, and the call has to go on. */
const slowestVoice = 5;

/** Some browsers have no voice for a language, or none at all, and do not always say so. */
export function speak(given: { text: string; language: string }, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => {
    let isSpeaking = false;
    const readingMs = Math.max(shortestReadingMs, given.text.length * readingMsPerLetter);
    const reading = setTimeout(() => !isSpeaking && end(), readingMs);
    const longest = setTimeout(stop, readingMs * slowestVoice);
    function end() {
      clearTimeout(reading);
      clearTimeout(longest);
      done();
    }
    function stop() {
      window.speechSynthesis?.cancel();
      end();
    }
    signal.addEventListener("abort", stop);
    if (!window.speechSynthesis) return;
    const utterance = new SpeechSynthesisUtterance(given.text);
    utterance.lang = given.language;
    utterance.addEventListener("start", () => {
      isSpeaking = true;
    });
    utterance.addEventListener("end", end);
    utterance.addEventListener("error", () => isSpeaking && end());
    speechSynthesis.speak(utterance);
  });
}
