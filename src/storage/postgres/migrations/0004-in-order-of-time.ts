/** For what goes by time: exports from the oldest on, and the reports of the last hours. */
export const inOrderOfTime = `
create index conversation_oldest on conversation (started_at, id collate "C");
create index message_at on message using brin (at);
`;
