interface ChannelIconProps {
  /** Path data of a 24 × 24 icon, as the connector gives it. */
  icon: string | undefined;
  /** For screen readers; left out where the word stands beside it. */
  label?: string;
  size?: number;
}

const unknown = "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0 -18";

/** A connector's own drawing; a connector that nobody here knows gets a ring. */
export function ChannelIcon({ icon, label, size = 16 }: ChannelIconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <path d={icon || unknown} />
    </svg>
  );
}
