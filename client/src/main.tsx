import "@fontsource-variable/inter/wght.css";
import "@mantine/core/styles.css";
import "./theme/tokens.css";
import "./theme/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { onKeyDown } from "./lib/shortcuts.ts";
import { watchTyping } from "./lib/typing.ts";

watchTyping();
window.addEventListener("keydown", onKeyDown);

const place = document.getElementById("app");
if (!place) throw new Error("index.html has no #app");
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
