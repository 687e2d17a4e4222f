/** Loaded first by each thread of a process that `confine.ts` starts: from here on it writes no file. */
process.permission.drop('fs.write');
