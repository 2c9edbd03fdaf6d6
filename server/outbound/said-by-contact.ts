/**
 * SQL that is true unless an interaction came in as a letter that is none of the contact's own: what machines send, and
 * what others wrote who were on a letter, is for people inside.
 */
export const saidByContact = (interaction: string, conversation: string): string => `not exists (
  select from letters said where said.interaction_id = ${interaction}.id and ${interaction}.direction = 'in'
    and (said.nature is not null or ${interaction}.contact_id is distinct from ${conversation}.contact_id))`;
