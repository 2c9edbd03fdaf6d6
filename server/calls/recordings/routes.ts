import type { Handlers } from "../../http/route.ts";
import type { Deps } from "../../lib/deps.ts";
import { addComment } from "./add-comment.ts";
import { addPiece } from "./add-piece.ts";
import { beginSegment } from "./begin-segment.ts";
import type { ListeningPasses } from "./create-listening-passes.ts";
import { endSegment } from "./end-segment.ts";
import { pauseRecording } from "./pause-recording.ts";
import { presentWaveform } from "./present.ts";
import { getDrawn, listComments, listListens } from "./queries.ts";
import { readPiece } from "./read-piece.ts";
import { removeComment } from "./remove-comment.ts";
import { serveRecording } from "./serve-recording.ts";
import { setLegalHold } from "./set-legal-hold.ts";

export const recordingsHandlers = (deps: Deps, passes: ListeningPasses): Handlers => ({
  "GET /recordings/:id/audio": (call) => serveRecording(deps, passes, call),
  "GET /recordings/:id/waveform": async ({ access, params }) =>
    presentWaveform(await getDrawn(deps, access, params.id)),
  "GET /recordings/:id/listens": ({ access, params, query }) =>
    listListens(deps, { access, recordingId: params.id, ...query }),
  "GET /recordings/:id/comments": ({ access, params }) => listComments(deps, access, params.id),
  "POST /recordings/:id/comments": ({ access, params, body }) =>
    addComment(deps, { access, recordingId: params.id, ...body }),
  "DELETE /recordings/:id/comments/:commentId": ({ access, params }) =>
    removeComment(deps, { access, recordingId: params.id, commentId: params.commentId }),
  "PUT /recordings/:id/hold": ({ access, params, body }) =>
    setLegalHold(deps, { access, recordingId: params.id, ...body }),
  "POST /calls/:id/segments": ({ access, params, body }) =>
    beginSegment(deps, { access, callId: params.id, ...body }),
  "PUT /segments/:id/pieces/:number": ({ access, params, request }) =>
    addPiece(deps, {
      access,
      segmentId: params.id,
      number: params.number,
      read: () => readPiece(request),
    }),
  "POST /segments/:id/end": ({ access, params }) => endSegment(deps, { access, segmentId: params.id }),
  "PUT /calls/:id/recording": ({ access, params, body }) =>
    pauseRecording(deps, { access, callId: params.id, ...body }),
});
