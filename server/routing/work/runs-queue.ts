import type { Access } from "../../permissions/access.ts";

/** Whether somebody decides about a queue's work: an admin, or a supervisor who is a member or leads a team of it. */
export const runsQueue = ({ role, queueIds }: Access, queueId: string | null): boolean =>
  role === "admin" || (role === "supervisor" && queueId !== null && queueIds.includes(queueId));
