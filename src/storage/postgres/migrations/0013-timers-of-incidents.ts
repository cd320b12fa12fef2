/** When an incident ends, those who wait for that are found without looking at the timers of all others. */
export const timersOfIncidents = `
create index timer_of_incident on timer (due_at) where payload ->> 'incident' is not null;
`;
