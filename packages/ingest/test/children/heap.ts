/** Fills the heap until the engine gives up. */
process.once('message', () => {
  const kept: object[] = [];
  for (;;) kept.push({ at: kept.length, text: `text ${kept.length}` });
});
