import type { PresentedAgent, PresentedCause, PresentedIntent } from '../../../console/presented.ts';
import { channelNames, holderNames, outcomeNames, listStrings as strings } from '../strings.ts';
import type { FilterName } from './filter.ts';
import { filterStrings as labels, ratingBandNames } from './strings.ts';

interface FilterField {
  readonly name: FilterName;
  readonly label: string;
  readonly options: readonly (readonly [value: string, title: string])[];
}

interface Known {
  readonly intents: readonly PresentedIntent[];
  readonly causes: readonly PresentedCause[];
  readonly agents: readonly PresentedAgent[];
  readonly tags: readonly string[];
}

/** In percent. Below half the bot asks back, whatever the threshold is that it has learnt. */
const limits = [30, 50, 70, 90] as const;

/** Every filter that chooses among a few values, in the order of the page. */
export function filterFields({ intents, causes, agents, tags }: Known): readonly FilterField[] {
  return [
    { name: 'holder', label: labels.holder, options: Object.entries(holderNames) },
    { name: 'outcome', label: strings.outcome, options: Object.entries(outcomeNames) },
    { name: 'channel', label: strings.channel, options: Object.entries(channelNames) },
    { name: 'intent', label: strings.intent, options: intents.map(({ name, title }) => [name, title]) },
    { name: 'cause', label: labels.cause, options: causes.map(({ name, title }) => [name, title]) },
    {
      name: 'fallback',
      label: labels.fallback,
      options: [
        ['yes', labels.fallbackYes],
        ['no', labels.fallbackNo],
      ],
    },
    {
      name: 'below',
      label: labels.below,
      options: limits.map(limit => [String(limit), labels.belowPercent(limit)]),
    },
    { name: 'rated', label: labels.rated, options: Object.entries(ratingBandNames) },
    { name: 'agent', label: labels.agent, options: agents.map(({ id, name }) => [id, name]) },
    { name: 'tag', label: labels.tag, options: tags.map(tag => [tag, tag]) },
  ];
}
