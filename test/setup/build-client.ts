import { runClientBuild } from "../../server/lib/run-client-build.ts";

/** The client and the widget as they are now, built once for the run. */
export default () => runClientBuild().done;
