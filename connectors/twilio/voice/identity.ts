/** How a person's browser is called at Twilio, which allows letters, digits and underscore. */
export const identityOf = (personId: string): string => `person_${personId.replaceAll(/\W/g, "_")}`;
