export const setup = {
  title: "Set up Switchboard",
  text: "This makes your workspace and its first admin: you.",
  workspace: "Workspace",
  workspaceExample: "Your company",
  timeZone: "Time zone",
  name: "Your name",
  email: "Email",
  password: "Password",
  passwordRule: "At least 10 characters.",
  make: "Make the workspace",
  missing: {
    workspace: "Give the workspace a name.",
    name: "Say your name, as colleagues will see it.",
    email: "Type an email address.",
    password: "Use at least 10 characters.",
  },
  noToken: {
    title: "Open the printed address",
    text: "The hub prints an address with a one-time token each time it starts. Open that one to set it up.",
  },
  done: {
    title: "Already set up",
    text: "This workspace has its admin. Sign in, or ask for an invitation.",
    open: "Go to sign-in",
  },
} as const;
