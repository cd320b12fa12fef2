/**
 * What the list of conversations is filtered by, beside the row's own columns. Filters that select few have indexes; what
 * most conversations have is found along `conversation_newest`. The words of a message are kept with it: taking them apart for
 * every message that a search looks at costs ten times as much as looking.
 */
export const listOfConversations = `
alter table conversation
  add column causes            text[] not null default '{}',
  add column fallbacks         integer not null default 0,
  add column lowest_confidence float8;

update conversation set causes = array(select json_array_elements_text(notes -> 'causes'))
where json_array_length(coalesce(notes -> 'causes', '[]')) > 0;

update conversation c set fallbacks = heard.fallbacks, lowest_confidence = heard.lowest
from (
  select conversation_id, count(*) filter (where more -> 'insight' ->> 'kind' = 'unknown') as fallbacks,
         min((more -> 'insight' ->> 'confidence')::float8) as lowest
  from message
  where sender = 'user' and more -> 'insight' is not null
    and coalesce(more ->> 'dialog', '') not in ('rating', 'verify-owner')
  group by conversation_id) heard
where c.id = heard.conversation_id;

create index conversation_causes on conversation using gin (causes);
create index conversation_held on conversation (holder, updated_at desc, id collate "C" desc) where holder <> 'bot';
create index conversation_agent on conversation ((agent ->> 'id'), updated_at desc) where agent is not null;
create index conversation_assignee on conversation ((desk -> 'assignee' ->> 'id')) where desk is not null;
create index conversation_rated on conversation (((rating ->> 'score')::integer), updated_at desc) where rating is not null;
create index conversation_fallbacks on conversation (updated_at desc, id collate "C" desc) where fallbacks > 0;
create index conversation_confidence on conversation (lowest_confidence);

alter table message add column words tsvector generated always as (to_tsvector('indonesian', text)) stored;
drop index message_words;
create index message_words on message using gin (words);
`;
