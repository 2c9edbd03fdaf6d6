import { z } from "zod";

const host = (title: string, heading: string, example: string) =>
  z
    .string()
    .trim()
    .min(1, "is needed")
    .max(253)
    .regex(/^[\w.:-]+$/, "is a server's name, such as mail.example.com")
    .meta({ title, heading, examples: [example] });

const port = (title: string, usual: number) =>
  z.number().int().min(1).max(65_535).default(usual).meta({ title, narrow: true });

const security = (title: string) =>
  z.enum(["tls", "starttls", "none"]).default("tls").meta({
    title,
    help: "TLS from the first byte, STARTTLS on a plain connection, or none (only within your own network).",
  });

const address = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@<>]+@[^\s@<>]+$/, "is an email address");

const isPrivateAddress = (value: string) => {
  const { protocol = "", hostname = "" } = URL.parse(value) ?? {};
  const isHere = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  return value === "" || protocol === "https:" || (protocol === "http:" && isHere);
};

const withAccess = { showWhen: { signIn: ["google", "microsoft", "oauth"] } };
const otherProvider = { showWhen: { signIn: ["oauth"] } };

const webAddress = (title: string, help: string) =>
  z
    .string()
    .trim()
    .max(2_000)
    .refine(isPrivateAddress, "is an address that begins with https://")
    .default("")
    .meta({ title, help, ...otherProvider });

export const settings = z.object({
  address: address.meta({ heading: "Mailbox", title: "Email address", examples: ["help@example.com"] }),
  fromName: z.string().trim().max(120).default("").meta({
    title: "Sender's name",
    help: "Stands beside the address in what you send. Left empty, it is the name of whoever answers.",
  }),
  aliases: z.array(address).max(100).default([]).meta({
    title: "Other addresses of this mailbox",
    help: "What is written to one of them is answered from it.",
  }),
  imapHost: host("IMAP server", "Receiving", "imap.example.com"),
  imapPort: port("IMAP port", 993),
  imapSecurity: security("IMAP security"),
  folders: z
    .array(z.string().trim().min(1).max(250))
    .min(1, "at least one is needed")
    .max(50)
    .default(["INBOX"])
    .meta({ title: "Folders to watch" }),
  importDays: z.number().int().min(0).max(3_650).default(0).meta({
    title: "Import the last days",
    help: "How many days of mail to fetch when the mailbox is connected; 0 begins now.",
  }),
  watchSent: z.boolean().default(false).meta({
    title: "Watch the Sent folder",
    help: "An answer that somebody sends from a mail program then joins its conversation.",
  }),
  smtpHost: host("SMTP server", "Sending", "smtp.example.com"),
  smtpPort: port("SMTP port", 465),
  smtpSecurity: security("SMTP security"),
  signIn: z.enum(["password", "google", "microsoft", "oauth"]).default("password").meta({
    heading: "Sign-in",
    title: "How to sign in",
    help: "With a password, or with access that you allow at the provider's own page. OAuth is any provider that has it.",
  }),
  user: z.string().trim().max(254).default("").meta({
    title: "User name",
    help: "For both servers. Left empty, it is the address.",
  }),
  password: z
    .string()
    .max(1_000)
    .default("")
    .meta({
      title: "Password",
      help: "Many providers want an app password here.",
      secret: true,
      showWhen: { signIn: ["password"] },
    }),
  clientId: z
    .string()
    .trim()
    .max(500)
    .default("")
    .meta({
      title: "Client ID",
      help: "Of the application that you made at the provider for this hub.",
      ...withAccess,
    }),
  clientSecret: z
    .string()
    .trim()
    .max(1_000)
    .default("")
    .meta({
      title: "Client secret",
      help: "Of the same application, where it has one.",
      secret: true,
      ...withAccess,
    }),
  authoriseUrl: webAddress("Authorisation address", "The page where access is allowed."),
  exchangeUrl: webAddress("Token address", "Where the hub gets its tokens."),
  scope: z
    .string()
    .trim()
    .max(1_000)
    .default("")
    .meta({
      title: "Scope",
      help: "What access is asked for, for IMAP and SMTP.",
      ...otherProvider,
    }),
  refreshToken: z
    .string()
    .trim()
    .max(10_000)
    .default("")
    .meta({
      title: "Access",
      help: "Comes from the provider when you allow access there.",
      secret: true,
      authorised: true,
      ...withAccess,
    }),
  sentFolder: z.string().trim().max(250).default("").meta({
    rare: true,
    title: "Sent folder",
    help: "Left empty, it is the one that the server names.",
  }),
  keepSent: z.boolean().default(true).meta({
    rare: true,
    title: "Keep what is sent in the Sent folder",
    help: "Left alone where the server does so itself, as Gmail does.",
  }),
  largestMegabytes: z.number().int().min(1).max(100).default(40).meta({
    rare: true,
    title: "Largest message (MB)",
    help: "Of a larger one only the header is kept, with a note.",
  }),
  plusAddresses: z.boolean().default(false).meta({
    rare: true,
    title: "Answer to a signed address",
    help: "Replies then come to an address such as help+token@example.com. The server must deliver those to this mailbox.",
  }),
  authServer: z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .default("")
    .meta({
      rare: true,
      title: "Server that checks senders",
      help: "Its name in the header Authentication-Results. Only what it says there is believed.",
      examples: ["mx.example.com"],
    }),
});

export type Settings = z.infer<typeof settings>;
