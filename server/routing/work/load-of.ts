/** What a person's work weighs, in SQL: in hand and not resting, or held out to them. */
export const loadOf = (personId: string): string => `(
  coalesce((select sum(w.weight) from work_items w
    where w.owner_id = ${personId} and w.state in ('active', 'wrapUp') and not w.is_resting), 0)
  + coalesce((select sum(w.weight) from work_items w
    where w.offered_to = ${personId} and w.state = 'offered'), 0))::int`;
