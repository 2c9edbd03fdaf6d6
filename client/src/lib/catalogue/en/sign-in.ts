export const signIn = {
  title: "Sign in",
  email: "Email",
  password: "Password",
  enter: "Sign in",
  lost: "Lost your password? Ask an admin for a one-time link.",
  missing: { email: "Type your email address.", password: "Type your password." },
  code: {
    title: "One more step",
    text: "Type the six digits that your authenticator app shows, or one of your recovery codes.",
    label: "Code",
  },
} as const;
