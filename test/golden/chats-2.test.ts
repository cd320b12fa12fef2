import { describeChats } from './describe-chats.ts';

describeChats(2);
