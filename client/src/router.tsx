import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import { readPlace } from "./features/board/use-place.ts";
import { readCallsPlace } from "./features/calls/calls-place.ts";
import { AuthorisedPage } from "./features/channels/authorised-page.tsx";
import { readReportPlace } from "./features/reports/use-report-place.ts";
import { Frame } from "./frame/frame.tsx";
import { request } from "./lib/api.ts";
import { isCode } from "./lib/api-error.ts";
import { queryClient } from "./lib/query-client.ts";
import { meQuery } from "./lib/session.ts";
import { Booting, NotFound, PageError } from "./pages/states.tsx";

const root = createRootRoute({ notFoundComponent: NotFound });

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  validateSearch: (search): { token?: string } => ({ token: asText(search.token) }),
  component: lazyRouteComponent(() => import("./features/setup/setup-page.tsx"), "SetupPage"),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { to?: string } => ({ to: asText(search.to) }),
  component: lazyRouteComponent(() => import("./features/sign-in/sign-in-page.tsx"), "SignInPage"),
});
const accessLink = createRoute({
  getParentRoute: () => root,
  path: "/access/$token",
  component: lazyRouteComponent(() => import("./features/access/access-page.tsx"), "AccessPage"),
});

const forSomebody = async ({ location }: { location: { href: string } }) => {
  try {
    await queryClient.ensureQueryData(meQuery());
  } catch (error) {
    if (!isCode(error, "unauthenticated")) throw error;
    const { isSetUp } = await queryClient.fetchQuery(request("GET /setup"));
    if (!isSetUp) throw redirect({ to: "/setup" });
    throw redirect({ to: "/sign-in", search: { to: location.href } });
  }
};

/** In a small window, so without the frame; and not lazy, as it reads the address before the router does. */
const authorised = createRoute({
  getParentRoute: () => root,
  path: "/channels/authorised",
  component: AuthorisedPage,
  pendingComponent: Booting,
  beforeLoad: forSomebody,
});

/** Everything inside the frame is for somebody who is signed in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Frame,
  pendingComponent: Booting,
  beforeLoad: forSomebody,
});

const index = createRoute({
  getParentRoute: () => inside,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/inbox" });
  },
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: "/inbox",
  /** The channel that alone is shown; it stays while one goes from view to view. */
  validateSearch: (search): { channel?: string } => ({ channel: asText(search.channel) }),
  search: { middlewares: [retainSearchParams(["channel"])] },
  component: lazyRouteComponent(() => import("./pages/inbox.tsx"), "Inbox"),
});
const inboxView = createRoute({ getParentRoute: () => inbox, path: "$view" });
const inboxConversation = createRoute({
  getParentRoute: () => inboxView,
  path: "$conversationId",
  /** The position to open the timeline at, such as a search hit's. */
  validateSearch: (search): { at?: number } => ({ at: asPosition(search.at) }),
});

const calls = createRoute({
  getParentRoute: () => inside,
  path: "/calls",
  validateSearch: readCallsPlace,
  component: lazyRouteComponent(() => import("./features/calls/calls-page.tsx"), "CallsPage"),
});
const contacts = createRoute({
  getParentRoute: () => inside,
  path: "/contacts",
  component: lazyRouteComponent(() => import("./pages/contacts.tsx"), "Contacts"),
});
const contact = createRoute({ getParentRoute: () => contacts, path: "$id" });
const deals = createRoute({
  getParentRoute: () => inside,
  path: "/deals",
  component: lazyRouteComponent(() => import("./features/deals/deals-page.tsx"), "DealsPage"),
});
const tasks = createRoute({
  getParentRoute: () => inside,
  path: "/tasks",
  component: lazyRouteComponent(() => import("./features/tasks/tasks-page.tsx"), "TasksPage"),
});
const board = createRoute({
  getParentRoute: () => inside,
  path: "/board",
  validateSearch: readPlace,
  component: lazyRouteComponent(() => import("./features/board/board-page.tsx"), "BoardPage"),
});
const reports = createRoute({
  getParentRoute: () => inside,
  path: "/reports",
  validateSearch: readReportPlace,
  component: lazyRouteComponent(() => import("./features/reports/reports-page.tsx"), "ReportsPage"),
});
const channels = createRoute({
  getParentRoute: () => inside,
  path: "/channels",
  component: lazyRouteComponent(() => import("./features/channels/channels-page.tsx"), "ChannelsPage"),
});
const channel = createRoute({ getParentRoute: () => channels, path: "$id" });
const queues = createRoute({
  getParentRoute: () => inside,
  path: "/queues",
  component: lazyRouteComponent(() => import("./features/queues/queues-page.tsx"), "QueuesPage"),
});
/** A queue's id, or `rules` or `skills`. */
const queue = createRoute({ getParentRoute: () => queues, path: "$id" });
const callFlows = createRoute({
  getParentRoute: () => inside,
  path: "/call-flows",
  component: lazyRouteComponent(() => import("./features/call-flows/call-flows-page.tsx"), "CallFlowsPage"),
});
const callFlow = createRoute({ getParentRoute: () => callFlows, path: "$id" });
const people = createRoute({
  getParentRoute: () => inside,
  path: "/people",
  component: lazyRouteComponent(() => import("./features/people/people-page.tsx"), "PeoplePage"),
});
const quarantine = createRoute({
  getParentRoute: () => inside,
  path: "/quarantine",
  component: lazyRouteComponent(() => import("./features/quarantine/quarantine-page.tsx"), "QuarantinePage"),
});
const settings = createRoute({
  getParentRoute: () => inside,
  path: "/settings",
  component: lazyRouteComponent(() => import("./features/settings/settings-page.tsx"), "SettingsPage"),
});
/** `profile`, `security`, `api-keys`, `workspace`. */
const settingsPart = createRoute({ getParentRoute: () => settings, path: "$part" });

const tree = root.addChildren([
  setup,
  signIn,
  accessLink,
  authorised,
  inside.addChildren([
    index,
    inbox.addChildren([inboxView.addChildren([inboxConversation])]),
    calls,
    contacts.addChildren([contact]),
    deals,
    tasks,
    board,
    reports,
    channels.addChildren([channel]),
    queues.addChildren([queue]),
    callFlows.addChildren([callFlow]),
    people,
    quarantine,
    settings.addChildren([settingsPart]),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: "intent",
  defaultErrorComponent: PageError,
  defaultPendingMs: 300,
  defaultPendingMinMs: 0,
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

const asText = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

function asPosition(value: unknown): number | undefined {
  const number = Number(value ?? Number.NaN);
  return Number.isInteger(number) && number >= 0 ? number : undefined;
}
