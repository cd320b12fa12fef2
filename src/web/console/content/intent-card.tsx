import { useState } from 'preact/hooks';
import type { PresentedBotIntent, PresentedTest } from '../../../console/content/presented.ts';
import { contentApi } from './content-api.ts';
import { holdsAll } from './search.ts';
import { contentStrings as strings } from './strings.ts';

interface IntentCardProps {
  readonly intent: PresentedBotIntent;
  readonly words: readonly string[];
  readonly titleOf: (intent: string) => string;
  readonly onExpired: () => void;
}

/** An intent with what is taught and what is held out, and how the model that answers takes the latter. */
export function IntentCard({ intent, words, titleOf, onExpired }: IntentCardProps) {
  const { name, title, opens, examples, tests } = intent;
  return (
    <details class="content-card" open={words.length > 0}>
      <summary>
        <b>{title}</b> <code>{name}</code>
        <span class="quiet small">
          {strings.examples(examples.length)} · {strings.tests(tests.length)}
          {opens !== undefined && ` · ${strings.opens(opens)}`}
        </span>
      </summary>
      <Tests intent={intent} titleOf={titleOf} onExpired={onExpired} />
      <Sentences title={strings.examples(examples.length)} sentences={examples} words={words} />
    </details>
  );
}

interface SentencesProps {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly words: readonly string[];
}

/** Of a search only the sentences that hold it, unless it was the intent itself that was found. */
function Sentences({ title, sentences, words }: SentencesProps) {
  const found = sentences.filter(sentence => holdsAll(sentence, words));
  const shown = found.length === 0 ? sentences : found;
  return (
    <section class="bot-step">
      <h2>{title}</h2>
      <ul class="sentences">
        {shown.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function Tests({ intent: { name, tests }, titleOf, onExpired }: Omit<IntentCardProps, 'words'>) {
  const [results, setResults] = useState<readonly PresentedTest[]>();
  const [running, setRunning] = useState(false);
  const run = async () => {
    if (running) return;
    setRunning(true);
    const answer = await contentApi.tests(name);
    setRunning(false);
    if (answer.kind === 'loggedOut') onExpired();
    if (answer.kind === 'ok') setResults(answer.value.tests);
  };
  if (tests.length === 0) return null;
  return (
    <section class="bot-step">
      <h2>
        {strings.tests(tests.length)}
        <button type="button" class="plain" aria-disabled={running} onClick={() => void run()}>
          {running ? strings.running : strings.runTests}
        </button>
        <span class="small" role="status">
          {results && strings.passed(results.filter(({ passed }) => passed).length, results.length)}
        </span>
      </h2>
      <ul class="sentences">
        {results
          ? results.map(({ text, taken, confidence, passed }) => (
              <li key={text} class={passed ? '' : 'failed'}>
                {text}{' '}
                <span class="small">
                  {passed ? strings.right : strings.takenAs(titleOf(taken), Math.round(confidence * 100))}
                </span>
              </li>
            ))
          : tests.map(text => <li key={text}>{text}</li>)}
      </ul>
    </section>
  );
}
