import type { Area, AreaProps } from '../areas.ts';
import { PeopleSection } from './people-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { rightsStrings as strings } from './strings.ts';
import { TokenSection } from './token-section.tsx';

export const rightsArea: Area = {
  name: 'orang',
  title: strings.title,
  Page: RightsPage,
  isFor: ({ role }) => role !== 'reader',
};

/** Requests about personal data for all who talk to people; the team and its tokens for admins. */
function RightsPage({ user, onExpired }: AreaProps) {
  return (
    <main class="plain-page">
      <div class="pane-head">
        <h1>{strings.title}</h1>
      </div>
      {user.role === 'admin' && <PeopleSection user={user} onExpired={onExpired} />}
      <PrivacySection user={user} onExpired={onExpired} />
      {user.role === 'admin' && <TokenSection onExpired={onExpired} />}
    </main>
  );
}
