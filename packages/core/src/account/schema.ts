import { z } from 'zod';
import { limits } from '../platform/limits.ts';
import { id, instant } from '../platform/schema.ts';
import { place } from './places.ts';

export const siteRoles = ['student', 'teacher', 'admin'] as const;
export const siteRole = z.enum(siteRoles);
export type SiteRole = z.infer<typeof siteRole>;

export const courseRoles = ['owner', 'teacher', 'student'] as const;
export const courseRole = z.enum(courseRoles);
export type CourseRole = z.infer<typeof courseRole>;

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ message: 'Enter an e-mail address such as name@example.org.' }));

export const newPassword = z
  .string()
  .min(limits.password.minChars, { message: `Use at least ${limits.password.minChars} characters.` })
  .max(limits.password.maxChars);

const timeZones = new Set(Intl.supportedValuesOf('timeZone'));

/** An IANA time zone that this runtime knows. */
export const timeZone = z
  .string()
  .max(64)
  .refine((zone) => zone === 'UTC' || timeZones.has(zone) || isTimeZone(zone), { message: 'Choose a time zone of the list.' });

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export const signUpInput = z.object({
  email,
  password: newPassword,
  name: z.string().trim().min(1, { message: 'Enter the name you want to be called by.' }).max(80),
  timeZone: timeZone.default('UTC'),
});

export const signInInput = z.object({ email, password: z.string().min(1, { message: 'Enter your password.' }).max(limits.password.maxChars) });

export const tokenPair = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  /** When the access token ends. */
  expiresAt: instant,
  user: z.object({ id, email: z.string(), name: z.string() }),
});
export type TokenPair = z.infer<typeof tokenPair>;

export const refreshInput = z.object({ refreshToken: z.string().min(20).max(200) });

export const studySettings = z.object({
  timeZone,
  /** Hour at which the student's day starts: a review at 2 in the morning belongs to the evening before. */
  dayStartHour: z.number().int().min(0).max(23),
  newCardsPerDay: z.number().int().min(0).max(500),
  /** Share of cards that should be remembered when they come up, 0.70 to 0.97. */
  desiredRetention: z.number().min(0.7).max(0.97),
  /** Where the student lives, for examples that are close to them; null where they don't say. */
  place: place.nullable(),
  /** Whether single-letter keys work. */
  singleKeys: z.boolean(),
  /** Whether cards and questions are made as soon as a document is read, not only when they are asked for. */
  makeAtOnce: z.boolean(),
  /** Whether what is made of a document waits to be accepted before it is asked. */
  lookAtDrafts: z.boolean(),
});
export type StudySettings = z.infer<typeof studySettings>;

export const defaultStudySettings: StudySettings = {
  timeZone: 'UTC',
  dayStartHour: 4,
  newCardsPerDay: 20,
  desiredRetention: 0.9,
  place: null,
  singleKeys: true,
  makeAtOnce: true,
  lookAtDrafts: true,
};

export const profile = z.object({
  id,
  email: z.string(),
  name: z.string(),
  role: siteRole,
  createdAt: instant,
  settings: studySettings,
});
export type Profile = z.infer<typeof profile>;

export const updateProfileInput = z.object({
  name: signUpInput.shape.name.optional(),
  settings: studySettings.partial().optional(),
});

export const changePasswordInput = z.object({ current: z.string().min(1).max(limits.password.maxChars), next: newPassword });

export const apiKeyView = z.object({
  id,
  name: z.string(),
  /** The first characters, enough to tell keys apart. */
  prefix: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
});

export const createApiKeyInput = z.object({ name: z.string().trim().min(1, { message: 'Name the key after what will use it.' }).max(limits.apiKey.nameChars) });
export const createdApiKey = apiKeyView.extend({ /** Shown this once. */ key: z.string() });
