import type { Area, AreaProps } from '../areas.ts';
import { InboxPane } from './inbox-pane.tsx';
import { ModelPane } from './model-pane.tsx';
import { learningStrings as strings } from './strings.ts';
import { useOverview } from './use-overview.ts';

export const learningArea: Area = { name: 'ajari', title: strings.area, Page: LearningPage };

/** What the bot did not understand, and beside it the model that comes of what people say about it. */
function LearningPage({ user, intents, titleOf, onExpired }: AreaProps) {
  const [overview, reloadOverview] = useOverview(onExpired);
  const mayTeach = user.role === 'editor' || user.role === 'admin';
  return (
    <main class="learning">
      <InboxPane
        intents={intents}
        titleOf={titleOf}
        mayTeach={mayTeach}
        onExpired={onExpired}
        onDecided={reloadOverview}
      />
      <ModelPane
        overview={overview}
        titleOf={titleOf}
        mayTeach={mayTeach}
        onExpired={onExpired}
        onChanged={reloadOverview}
      />
    </main>
  );
}
