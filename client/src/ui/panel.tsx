import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { Component, type ReactNode } from "react";
import { t } from "../lib/i18n.ts";
import { ErrorPanel } from "./error-panel.tsx";

interface PanelProps {
  children: ReactNode;
  /** When it changes, a broken panel is tried anew. */
  of?: string;
}

/** A part of the screen that may break by itself: the rest goes on. */
export function Panel({ children, of }: PanelProps) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <Boundary key={of} onReset={reset}>
          {children}
        </Boundary>
      )}
    </QueryErrorResetBoundary>
  );
}

interface BoundaryProps {
  children: ReactNode;
  onReset(): void;
}

class Boundary extends Component<BoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError = (error: unknown) => ({ error });

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return <ErrorPanel error={this.state.error} title={t("errors.screen")} retry={this.retry} />;
  }

  retry = () => {
    this.props.onReset();
    this.setState({ error: undefined });
  };
}
