/** `notThere`: nothing is kept under that key. `notAudio`: not a sound file that is known here. `undecodable`: no decoder for its codec. `tooLarge`: more than anybody says in a call. */
type RecordingProblem = "notThere" | "notAudio" | "undecodable" | "tooLarge";

export class RecordingError extends Error {
  readonly problem: RecordingProblem;

  constructor(problem: RecordingProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}
