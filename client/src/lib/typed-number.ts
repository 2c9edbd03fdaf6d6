/** While it is being typed anew the field is empty: not a number, and the browser asks for one before it is sent. */
export const asNumber = (value: string | number) => (value === "" ? Number.NaN : Number(value));
export const shown = (value: number) => (Number.isNaN(value) ? "" : value);
