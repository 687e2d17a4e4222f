import { Landing } from '@/features/landing/landing.tsx';
import { leaveWhenSignedIn } from '@/server/user.ts';

export default async function LandingPage() {
  await leaveWhenSignedIn();
  return <Landing />;
}
