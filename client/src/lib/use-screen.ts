import { useMediaQuery } from "@mantine/hooks";

const now = { getInitialValueInEffect: false };

/** One column at a time. */
export const useIsNarrow = (): boolean => useMediaQuery("(max-width: 768px)", undefined, now) ?? false;
/** No room for the client card beside the conversation. */
export const useIsMedium = (): boolean => useMediaQuery("(max-width: 1100px)", undefined, now) ?? false;
