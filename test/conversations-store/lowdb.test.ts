import { describeConversationStore } from './contract.ts';
import { openTemporaryStore } from './opened-store.ts';

describeConversationStore('lowdb', () => openTemporaryStore());
