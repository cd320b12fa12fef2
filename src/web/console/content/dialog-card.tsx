import type { PresentedBotStep, PresentedDialog } from '../../../console/content/presented.ts';
import { stepHolds } from './search.ts';
import { contentStrings as strings } from './strings.ts';

interface DialogCardProps {
  readonly dialog: PresentedDialog;
  readonly words: readonly string[];
}

/** A dialog with its steps in the order in which they are spoken; a search unfolds it and leaves the steps that hold it. */
export function DialogCard({ dialog: { name, about, steps }, words }: DialogCardProps) {
  const matching = words.length === 0 ? steps : steps.filter(step => stepHolds(step, words));
  const shown = matching.length === 0 ? steps : matching;
  const reached = Math.max(0, ...steps.map(step => step.reached));
  return (
    <details class="content-card" open={words.length > 0}>
      <summary>
        <code>{name}</code> <span class="quiet small">{strings.steps(steps.length)}</span>
        {reached > 0 && (
          <span class="badge numbers">
            {strings.reached} {reached}×
          </span>
        )}
      </summary>
      {about !== '' && <p class="quiet small">{about}</p>}
      {shown.map(step => (
        <Step key={step.name} step={step} />
      ))}
    </details>
  );
}

function Step({ step: { name, texts, choices, chats, reached, left } }: { step: PresentedBotStep }) {
  return (
    <section class="bot-step">
      <h2>
        <code>{name}</code>
        {reached > 0 && (
          <span class="quiet small numbers">
            {strings.reached} {reached}× · {strings.left} {left}×
          </span>
        )}
      </h2>
      <dl>
        {texts.map(({ role, bubbles }) => (
          <div key={role} class="bot-text">
            <dt>{strings.roles[role] ?? role}</dt>
            {bubbles.map((bubble, index) => (
              <dd key={index}>{bubble}</dd>
            ))}
          </div>
        ))}
      </dl>
      {choices.length > 0 && (
        <details>
          <summary class="small">
            {strings.answers} ({choices.length})
          </summary>
          <ul class="small">
            {choices.map(({ title, also }) => (
              <li key={title}>
                <b>{title}</b>
                {also.length > 0 && `: ${also.join(', ')}`}
              </li>
            ))}
          </ul>
        </details>
      )}
      {chats.length > 0 && (
        <details>
          <summary class="small">{strings.chats(chats.length)}</summary>
          <ul class="small">
            {chats.map(chat => (
              <li key={chat}>{chat}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
