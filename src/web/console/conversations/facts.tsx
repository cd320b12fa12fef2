import type { ComponentChildren } from 'preact';
import type { PresentedRating, PresentedTranscript } from '../../../console/presented.ts';
import { ChannelBadge } from '../channels/channel-badge.tsx';
import { fullMoment } from '../format.ts';
import { listStrings, conversationStrings as strings } from '../strings.ts';
import { HolderBadge, OutcomeBadge } from './badges.tsx';

type FactsProps = PresentedTranscript & {
  readonly titleOf: (intent: string) => string;
  /** What else belongs there. */
  readonly children?: ComponentChildren;
};

export function Facts({ conversation, summary, messages, titleOf, children }: FactsProps) {
  const intents = new Set(
    messages.flatMap(({ intent, kind }) => (intent && kind !== 'unknown' ? [intent] : [])),
  );
  return (
    <aside class="facts" aria-label={strings.facts}>
      <h2>{strings.summary}</h2>
      <dl>
        {summary.map(({ name, value }) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
      <h2>{strings.facts}</h2>
      <dl>
        <Fact name={listStrings.columns.holder}>
          <HolderBadge holder={conversation.holder} />
          {conversation.agent !== undefined && <span class="agent">{conversation.agent.name}</span>}
        </Fact>
        <Fact name={listStrings.columns.outcome}>
          <OutcomeBadge outcome={conversation.outcome} />
        </Fact>
        {conversation.rating !== undefined && (
          <Fact name={strings.rating}>{ratingText(conversation.rating)}</Fact>
        )}
        <Fact name={listStrings.columns.channel}>
          <ChannelBadge channel={conversation.channel} />
        </Fact>
        <Fact name={strings.started}>{fullMoment(conversation.startedAt)}</Fact>
        <Fact name={strings.updated}>{fullMoment(conversation.updatedAt)}</Fact>
        <Fact name={strings.messages}>{conversation.messageCount}</Fact>
        {conversation.followUps.map(({ about, dueAt }) => (
          <Fact key={about} name={strings.followUp}>
            {strings.followUpAbout[about] ?? about}, {fullMoment(dueAt)}
          </Fact>
        ))}
        {intents.size > 0 && (
          <Fact name={listStrings.columns.intents}>{[...intents].map(titleOf).join(', ')}</Fact>
        )}
        <Fact name={strings.id}>
          <code>{conversation.id}</code>
        </Fact>
      </dl>
      {children}
    </aside>
  );
}

function ratingText({ score, comment }: PresentedRating): string {
  return comment === undefined ? strings.score(score) : `${strings.score(score)} · ${comment}`;
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
