// Loaded into each program before its own code: ends the program when the launcher is gone, also when that was killed
// and could not end it itself. Otherwise its ports would stay taken.
const launcher = Number(process.env.STUDYWRIGHT_LAUNCHER);

if (launcher > 0) {
  const timer = setInterval(() => {
    try {
      process.kill(launcher, 0);
    } catch (error) {
      if (error.code !== 'ESRCH') return;
      clearInterval(timer);
      // `node --watch` would wait for a change and start the program again.
      if (process.env.STUDYWRIGHT_WATCHED === 'yes') process.kill(process.ppid, 'SIGTERM');
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5_000).unref();
      process.kill(process.pid, 'SIGTERM');
    }
  }, 500);
  timer.unref();
}
