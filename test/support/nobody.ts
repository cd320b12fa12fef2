/** PostgreSQL and its poolers refuse to run as root; `nobody` is everywhere and may own nothing but temporary files. */
export const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
