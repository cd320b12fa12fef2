import type { PresentedUser } from '../../../console/presented.ts';
import { appStrings } from '../strings.ts';
import { Enrolment } from './enrolment.tsx';
import { factorStrings as strings } from './strings.ts';

interface EnrolPageProps {
  readonly user: PresentedUser;
  readonly onDone: () => void;
  readonly onExpired: () => void;
  readonly onLogOut: () => void;
}

/** All that an admin sees until they have a second factor. */
export function EnrolPage({ user, onDone, onExpired, onLogOut }: EnrolPageProps) {
  return (
    <main class="log-in">
      <div class="card">
        <h1>{strings.mandatoryTitle}</h1>
        <p class="quiet">{strings.mandatory}</p>
        <Enrolment user={user} onDone={onDone} onExpired={onExpired} />
        <button type="button" class="plain" onClick={onLogOut}>
          {appStrings.logOut}
        </button>
      </div>
    </main>
  );
}
