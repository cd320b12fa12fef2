/** Ready at once, unless its environment has it hang before; told to give way, it ends. */
process.on('message', ({ kind }) => {
  if (kind === 'replaced') process.exit(0);
});
if (process.env.HANG !== 'yes') process.send({ kind: 'ready', url: 'http://nowhere' });
