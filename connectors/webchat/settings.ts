import { z } from "zod";
import { isPattern } from "./origins.ts";

const ask = z.enum(["off", "optional", "required"]).default("off");
export const settings = z.object({
  title: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .default("Chat with us")
    .meta({ heading: "Appearance", title: "Title", help: "Stands at the top of the chat." }),
  greeting: z.string().trim().max(500).default("Hello! How can we help?").meta({
    title: "Greeting",
    multiline: true,
    help: "The first thing a visitor reads. Leave empty for none.",
  }),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, "is a colour such as #2f6fed")
    .default("#2f6fed")
    .meta({
      title: "Accent colour",
      help: "Of the button and the visitor's own messages, such as #2f6fed. Text on it turns dark or light by itself.",
    }),
  origins: z
    .array(
      z
        .string()
        .trim()
        .max(260)
        .refine(isPattern, "is an address without a path, such as https://shop.example"),
    )
    .max(100)
    .default([])
    .meta({
      title: "Sites that may show the chat",
      help: "Such as https://shop.example or https://*.shop.example; * is every site. The hub's own pages always may.",
    }),
  askName: ask.meta({ heading: "Visitors", title: "Ask for the name" }),
  askEmail: ask.meta({
    title: "Ask for the email address",
    help: "What a visitor types is shown as not verified.",
  }),
  askPhone: ask.meta({ title: "Ask for the phone number" }),
  files: z.enum(["none", "pictures", "all"]).default("all").meta({ title: "Files that visitors may send" }),
  maxFileMb: z.number().int().min(1).max(25).default(10).meta({ title: "Largest file, MB" }),
  messagesPerMinute: z.number().int().min(1).max(100_000).default(20).meta({
    rare: true,
    title: "Messages per minute from one visitor",
  }),
  addressMessagesPerMinute: z.number().int().min(1).max(1_000_000).default(200).meta({
    rare: true,
    title: "Messages per minute from one network address",
    help: "An office shares one address.",
  }),
  addressVisitorsPerHour: z.number().int().min(1).max(1_000_000).default(200).meta({
    rare: true,
    title: "New visitors per hour from one network address",
  }),
  identitySecret: z.string().min(16).max(200).optional().meta({
    title: "Identity secret",
    help: "With it your site can prove who is signed in: data-user, and data-user-hash = HMAC-SHA256 of it in hex.",
    secret: true,
  }),
  calls: z.enum(["off", "on", "officeHours"]).default("off").meta({
    heading: "Calls",
    title: "Calls from the website",
    help: "A button in the chat by which visitors call from their browser, always or within office hours only. What they hear first is up to the channel's call flow.",
  }),
  stunUrls: z
    .array(
      z
        .string()
        .trim()
        .max(260)
        .regex(/^stuns?:[^\s/]+$/i, "is an address such as stun:turn.example.com:3478"),
    )
    .max(8)
    .default([])
    .meta({
      title: "STUN servers",
      help: "Such as stun:turn.example.com:3478: by them two browsers find the way to each other through home routers.",
    }),
  turnUrls: z
    .array(
      z
        .string()
        .trim()
        .max(260)
        .regex(/^turns?:[^\s/]+$/i, "is an address such as turn:turn.example.com:3478"),
    )
    .max(8)
    .default([])
    .meta({
      title: "TURN servers",
      help: "Such as turn:turn.example.com:3478: they relay the sound where there is no direct way, as behind strict firewalls.",
    }),
  turnSecret: z.string().min(8).max(200).optional().meta({
    title: "TURN secret",
    help: "The static-auth-secret of these servers. Callers get credentials that are over by themselves.",
    secret: true,
  }),
  callsPerHour: z.number().int().min(1).max(100_000).default(10).meta({
    rare: true,
    title: "Calls per hour from one visitor",
  }),
  addressCallsPerHour: z.number().int().min(1).max(1_000_000).default(60).meta({
    rare: true,
    title: "Calls per hour from one network address",
    help: "An office shares one address.",
  }),
});

export type Settings = z.infer<typeof settings>;
