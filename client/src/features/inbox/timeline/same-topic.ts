const marks = /^(?:\s*[\p{L}]{1,5}(?:\[\d+\])?\s*[:：])+\s*/u;

/** Whether two subjects are the same but for what answering and passing on put before them. */
export const sameTopic = (a: string, b: string): boolean => bare(a) === bare(b);

const bare = (subject: string) => subject.replace(marks, "").replace(/\s+/g, " ").trim().toLowerCase();
