import { describe, expect, it } from 'vitest';
import { contactsNamed } from '../../src/dialogs/contacts-named.ts';

describe('what somebody says of their registered contacts', () => {
  it.each([
    ['hp hilang', { phone: 'lost' }],
    ['nomor lama sudah hangus', { phone: 'lost' }],
    ['hp udah ganti, emailnya masih bisa', { phone: 'lost', email: 'works' }],
    ['nomor hp saya udah mati sih, email aja deh', { phone: 'lost', email: 'works' }],
    ['nomor hp sudah tidak aktif', { phone: 'lost' }],
    ['email gak bisa dibuka tapi nomor masih aktif', { email: 'lost', phone: 'works' }],
    ['hp ilang, email juga', { phone: 'lost', email: 'lost' }],
    ['no hp saya udah ga aktif, email juga ga bisa', { phone: 'lost', email: 'lost' }],
    ['dua-duanya sudah mati', { phone: 'lost', email: 'lost' }],
    ['keduanya ga bisa', { phone: 'lost', email: 'lost' }],
    ['hp sama email udah mati dua2nya', { phone: 'lost', email: 'lost' }],
    ['hp dan email hilang', { phone: 'lost', email: 'lost' }],
    ['hp mati dan email masih bisa', { phone: 'lost', email: 'works' }],
    ['hp hilang sama email juga', { phone: 'lost', email: 'lost' }],
    ['sms', {}],
    ['lewat email', {}],
    ['halo min', {}],
    ['', {}],
  ])('%s', (text, named) => {
    expect(contactsNamed(text)).toEqual(named);
  });
});
