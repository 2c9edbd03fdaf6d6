export const access = {
  title: "One moment",
  email: "Email",
  name: "Your name",
  password: "Password",
  passwordRule: "At least 10 characters.",
  toSignIn: "Go to sign-in",
  invitation: {
    title: "Join {{workspace}}",
    text: "Say your name as colleagues and contacts will see it, and choose a password.",
    enter: "Join",
  },
  passwordReset: {
    title: "Choose a new password",
    text: "You are signed out everywhere else when it is set.",
    enter: "Set the password",
  },
  missing: {
    name: "Say your name, as colleagues will see it.",
    password: "Use at least 10 characters.",
  },
  used: {
    title: "This link no longer works",
    text: "It was used, or is too old. Ask an admin for another one.",
  },
} as const;
