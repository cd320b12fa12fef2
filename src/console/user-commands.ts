import type { AuditActor, AuditChange, AuditLog, ChangeDetails } from '../audit/audit-log.ts';
import type { Clock } from '../time-and-chance.ts';
import type { Role } from './roles.ts';
import { type AddedUser, type ConsoleUser, type ConsoleUsers, foldEmail, type SetPassword } from './users.ts';

/** What an operator may tell about users; passwords come from standard input. */
export type UserCommand =
  | {
      readonly do: 'add-user';
      readonly email: string;
      readonly role: Role;
      readonly name?: string | undefined;
      readonly password: string;
    }
  | { readonly do: 'set-password'; readonly email: string; readonly password: string }
  | { readonly do: 'reset-totp' | 'disable-user' | 'enable-user'; readonly email: string }
  | { readonly do: 'list-users' };

export interface UserDesk {
  readonly users: ConsoleUsers;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
}

/** `complaint`: nothing was changed. */
export type CommandAnswer = { readonly text: string } | { readonly complaint: string };

/** Carries out a command beside a running server, which knows of it at the next request. */
export async function answerUserCommand(desk: UserDesk, command: UserCommand): Promise<CommandAnswer> {
  switch (command.do) {
    case 'add-user':
      return describeAdded(await add(desk, command));
    case 'list-users':
      return { text: (await desk.users.all()).map(line).join('\n') };
    case 'set-password':
      return withUser(desk, command.email, user => setPassword(desk, user, command.password));
    case 'reset-totp':
      return withUser(desk, command.email, async user => {
        await change(desk, user, 'second-factor-off', ({ factor: _, enrolling: __, ...rest }) => rest);
        return { text: `${user.email} masuk tanpa kode sampai mendaftarkan aplikasi autentikatornya lagi.` };
      });
    case 'disable-user':
      return withUser(desk, command.email, async user => {
        await change(desk, user, 'disabled', rest => ({ ...rest, disabled: true }));
        return { text: `${user.email} tidak bisa masuk lagi; sesinya yang terbuka berakhir.` };
      });
    case 'enable-user':
      return withUser(desk, command.email, async user => {
        await change(desk, user, 'enabled', rest => ({ ...rest, disabled: false }));
        return { text: `${user.email} bisa masuk lagi.` };
      });
  }
}

const commandLine: AuditActor = { id: 'command-line', name: '-', role: '-' };

async function add({ users, audit }: UserDesk, command: Extract<UserCommand, { do: 'add-user' }>) {
  const added = await users.add(command);
  if (added.kind === 'added') {
    const { id, role } = added.user;
    const details: ChangeDetails = { change: 'added', role };
    await audit.append({ actor: commandLine, action: 'change-user', object: id, details });
  }
  return added;
}

async function setPassword(desk: UserDesk, user: ConsoleUser, password: string): Promise<CommandAnswer> {
  const result = await desk.users.setPassword(user.id, password);
  if (result.kind !== 'set') return { complaint: describeUnfit(result) };
  await record(desk, user, 'password');
  return { text: `Kata sandi ${user.email} sudah diganti; sesinya yang terbuka berakhir.` };
}

/** Recorded first; open sessions end with it. */
async function change(
  desk: UserDesk,
  user: ConsoleUser,
  what: AuditChange,
  next: (user: ConsoleUser) => ConsoleUser,
): Promise<void> {
  await record(desk, user, what);
  const sessionsFrom = new Date(desk.clock.now()).toISOString();
  await desk.users.change(user.id, before => ({ ...next(before), sessionsFrom }));
}

async function record({ audit }: UserDesk, { id }: ConsoleUser, change: AuditChange): Promise<void> {
  const details: ChangeDetails = { change };
  await audit.append({ actor: commandLine, action: 'change-user', object: id, details });
}

async function withUser(
  { users }: UserDesk,
  email: string,
  work: (user: ConsoleUser) => Promise<CommandAnswer>,
): Promise<CommandAnswer> {
  const user = (await users.all()).find(one => one.email === foldEmail(email));
  return user ? work(user) : { complaint: 'Tidak ada pengguna dengan email itu; tidak ada yang diubah.' };
}

function line({ email, name, role, disabled, factor }: ConsoleUser): string {
  const remarks = [factor ? 'dengan kode' : 'tanpa kode', ...(disabled ? ['dinonaktifkan'] : [])];
  return `${email}  ${name}  ${role}  ${remarks.join(', ')}`;
}

function describeAdded(added: AddedUser): CommandAnswer {
  switch (added.kind) {
    case 'added': {
      const { email, name, role } = added.user;
      return { text: `${email} (${name}) sekarang bisa masuk ke konsol sebagai ${role}.` };
    }
    case 'emailTaken':
      return { complaint: 'Sudah ada pengguna dengan email itu; tidak ada yang diubah.' };
    case 'emailUnreadable':
      return { complaint: 'Alamat email itu belum benar; contoh yang benar: rini@contoh.id' };
    case 'nameUnreadable':
      return {
        complaint: 'Nama itu belum bisa dipakai: huruf saja, paling banyak 40, misalnya "Rini".',
      };
    case 'passwordTooShort':
    case 'passwordTooLong':
      return { complaint: describeUnfit(added) };
  }
}

function describeUnfit(unfit: Exclude<SetPassword, { kind: 'set' }>): string {
  switch (unfit.kind) {
    case 'absent':
      return 'Pengguna itu tidak ada lagi; tidak ada yang diubah.';
    case 'passwordTooShort':
      return `Kata sandi terlalu pendek; pakai paling sedikit ${unfit.atLeast} karakter.`;
    case 'passwordTooLong':
      return `Kata sandi terlalu panjang; paling banyak ${unfit.atMost} karakter.`;
  }
}
