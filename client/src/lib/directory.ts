import { useQuery } from "@tanstack/react-query";
import type { ChannelSummary } from "../../../server/contract/channels.ts";
import type { Person } from "../../../server/contract/people.ts";
import { request } from "./api.ts";

const byId = <T extends { id: string }>(rows: T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));
const noPeople = new Map<string, Person>();
const noChannels = new Map<string, ChannelSummary>();

/** Everybody inside, removed ones too (they signed what they wrote), by id. */
export function usePeople(): Map<string, Person> {
  return useQuery({ ...request("GET /people"), select: byId<Person> }).data ?? noPeople;
}

/** The channels that one sees, by id. */
export function useChannels(): Map<string, ChannelSummary> {
  return useQuery({ ...request("GET /channels/summary"), select: byId<ChannelSummary> }).data ?? noChannels;
}

export const useQueues = () => useQuery(request("GET /queues"));
export const useSkills = () => useQuery(request("GET /skills"));
export const usePipelines = () => useQuery(request("GET /pipelines"));
export const useTags = () => useQuery(request("GET /tags"));
export const useTeams = () => useQuery(request("GET /teams"));
